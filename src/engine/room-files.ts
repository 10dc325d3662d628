/**
 * What a room keeps outside its logs, in small files that are replaced whole: drafts, read marks, the level and the
 * words that count as mentions here. They are read back strictly; a damaged file is put aside under another name, never overwritten.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { RoomLevel } from '../api/views.js'
import { fileFault } from '../identity/file-fault.js'
import { Resource } from '../lib/resource.js'
import { Serial } from '../lib/serial.js'
import type { Draft } from '../room/room-context.js'
import { nothingRead, type ReadState } from '../timeline/read-state.js'
import { decodeReadState, encodeReadState } from '../timeline/read-state-file.js'
import { encodeDrafts, readDrafts } from './drafts-codec.js'
import { encodeLevel, readLevel } from './level-codec.js'
import { encodeWords, readWords } from './mention-words.js'
import { readSmallFile, writeSmallFile } from './small-file.js'

export class RoomFiles extends Resource {
  readonly #dir: string
  readonly #writes = new Serial()
  #drafts: readonly Draft[] = []
  #readState: ReadState = nothingRead
  #level: RoomLevel = 'all'
  #words: readonly string[] = []

  constructor({ dir }: { readonly dir: string }) {
    super()
    this.#dir = dir
  }

  get drafts(): readonly Draft[] {
    return this.#drafts
  }

  get readState(): ReadState {
    return this.#readState
  }

  get level(): RoomLevel {
    return this.#level
  }

  get words(): readonly string[] {
    return this.#words
  }

  /** On disk when it resolves; the value changes only then. */
  saveDrafts(drafts: readonly Draft[]): Promise<void> {
    return this.#save('drafts', encodeDrafts(drafts), () => {
      this.#drafts = drafts
    })
  }

  saveReadState(state: ReadState): Promise<void> {
    return this.#save('marks', encodeReadState(state), () => {
      this.#readState = state
    })
  }

  saveLevel(level: RoomLevel): Promise<void> {
    return this.#save('level', encodeLevel(level), () => {
      this.#level = level
    })
  }

  saveWords(words: readonly string[]): Promise<void> {
    return this.#save('words', encodeWords(words), () => {
      this.#words = words
    })
  }

  protected override async open(): Promise<void> {
    this.own(() => this.#writes.idle())
    try {
      await mkdir(this.#dir, { recursive: true, mode: 0o700 })
      this.#drafts = (await readSmallFile(join(this.#dir, 'drafts'), readDrafts)) ?? []
      this.#level = (await readSmallFile(join(this.#dir, 'level'), readLevel)) ?? 'all'
      this.#words = (await readSmallFile(join(this.#dir, 'words'), readWords)) ?? []
      this.#readState = (await readSmallFile(join(this.#dir, 'marks'), decodeReadState)) ?? nothingRead
    } catch (error) {
      throw fileFault(error, this.#dir)
    }
  }

  #save(name: string, bytes: Uint8Array, then: () => void): Promise<void> {
    return this.#writes.run(async () => {
      await writeSmallFile(join(this.#dir, name), bytes)
      then()
    })
  }
}
