/**
 * What a room keeps outside its logs, in small files that are replaced whole: drafts, read marks and the level. Drafts are read back
 * strictly; a damaged file is put aside under another name, never overwritten.
 */
import { mkdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import b4a from 'b4a'
import type { RoomLevel } from '../api/views.js'
import { errorCode, fileFault } from '../identity/file-fault.js'
import { replaceFile } from '../identity/replace-file.js'
import { Resource } from '../lib/resource.js'
import { Serial } from '../lib/serial.js'
import type { Decoded } from '../protocol/reader.js'
import type { Draft } from '../room/room-context.js'
import { nothingRead, type ReadState } from '../timeline/read-state.js'
import { decodeReadState, encodeReadState } from '../timeline/read-state-file.js'
import { encodeDrafts, readDrafts } from './drafts-codec.js'
import { encodeLevel, readLevel } from './level-codec.js'

export class RoomFiles extends Resource {
  readonly #dir: string
  readonly #writes = new Serial()
  #drafts: readonly Draft[] = []
  #readState: ReadState = nothingRead
  #level: RoomLevel = 'all'

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

  protected override async open(): Promise<void> {
    this.own(() => this.#writes.idle())
    try {
      await mkdir(this.#dir, { recursive: true, mode: 0o700 })
      this.#drafts = (await this.#read('drafts', readDrafts)) ?? []
      this.#level = (await this.#read('level', readLevel)) ?? 'all'
      this.#readState = (await this.#read('marks', decodeReadState)) ?? nothingRead
    } catch (error) {
      throw fileFault(error, this.#dir)
    }
  }

  #save(name: string, bytes: Uint8Array, then: () => void): Promise<void> {
    return this.#writes.run(async () => {
      try {
        await replaceFile(join(this.#dir, name), bytes)
      } catch (error) {
        throw fileFault(error, join(this.#dir, name))
      }
      then()
    })
  }

  async #read<T>(name: string, parse: (bytes: Uint8Array) => Decoded<T>): Promise<T | undefined> {
    const path = join(this.#dir, name)
    const bytes = await readFile(path).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return undefined // nothing kept yet
      throw error
    })
    if (bytes === undefined) return undefined
    const parsed = parse(b4a.from(bytes))
    if (parsed.ok) return parsed.value
    await rename(path, `${path}.damaged`)
    return undefined
  }
}
