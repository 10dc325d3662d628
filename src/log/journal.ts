/**
 * The append journal (invariant I9): what is about to be appended is here, durably, before the store gets it, because the
 * store does not sync. At start the blocks that the store lost are appended again, byte for byte, so that no fork arises.
 * Owns one file. Keeps the newest entries and, for ever, the last one of each log: it tells how long the log must be.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileFault } from '../identity/file-fault.js'
import { errorCode } from '../lib/error-code.js'
import { replaceFile, syncFolder } from '../lib/replace-file.js'
import { Resource } from '../lib/resource.js'
import { Serial } from '../lib/serial.js'
import type { LogKey } from '../protocol/ids.js'
import { decodeEntries, encodeEntry, entryBytes, type JournalEntry } from './journal-file.js'

export interface JournalOptions {
  readonly path: string
  /** 32 bytes; a journal written under another key is treated as torn. */
  readonly key: Uint8Array
  /** Makes all that was appended to the store so far survive a power cut: called before entries are dropped. */
  readonly makeDurable: () => Promise<void>
  /** Told when tidying up failed; the journal goes on as it is. */
  readonly report: (error: unknown) => void
  /** Bytes of entries that are kept when the file has grown to twice as much. */
  readonly keepBytes?: number
}

/** A block of a log. */
export interface BlockPlace {
  readonly log: LogKey
  readonly seq: number
}

const keepEntries = 256

interface LogState {
  next: number
  readonly blocks: Map<number, Uint8Array>
}

export class Journal extends Resource {
  readonly #options: JournalOptions
  readonly #keepBytes: number
  readonly #writes = new Serial()
  #entries: JournalEntry[] = []
  #logs = new Map<LogKey, LogState>()
  /** Entries that hold in memory and go to disk ahead of the next ones. */
  #owed: JournalEntry[] = []
  #file: FileHandle | undefined
  #sizeBytes = 0
  #tornTail = false

  constructor(options: JournalOptions) {
    super()
    this.#options = options
    this.#keepBytes = options.keepBytes ?? 1_048_576
  }

  /** The seq of the block after the last one written for `log`, or undefined when the journal does not know the log. */
  nextSeq(log: LogKey): number | undefined {
    return this.#logs.get(log)?.next
  }

  /** The block written for (log, seq), if it is still kept. */
  block(log: LogKey, seq: number): Uint8Array | undefined {
    return this.#logs.get(log)?.blocks.get(seq)
  }

  /** The unbroken run of blocks kept from `seq` on. */
  blocksFrom(log: LogKey, seq: number): Uint8Array[] {
    const run: Uint8Array[] = []
    for (let block = this.block(log, seq); block !== undefined; block = this.block(log, seq + run.length))
      run.push(block)
    return run
  }

  /** Where the newest kept block of any log stands that `isIt` knows. */
  find(isIt: (block: Uint8Array) => boolean): BlockPlace | undefined {
    const found = this.#entries.findLast(
      (entry) =>
        entry.kind === 'block' && this.block(entry.log, entry.seq) === entry.block && isIt(entry.block),
    )
    return found && { log: found.log, seq: found.seq }
  }

  /** Records that `blocks` are about to become blocks seq, seq+1, … of `log`; durable when it resolves. */
  write(log: LogKey, seq: number, blocks: readonly Uint8Array[]): Promise<void> {
    return this.#writes.run(() =>
      this.#write(blocks.map((block, index) => ({ kind: 'block', log, seq: seq + index, block }))),
    )
  }

  /** Records that nothing written from `seq` on holds, and that `next` is the next block of `log`. */
  voidFrom(log: LogKey, seq: number, next: number): Promise<void> {
    return this.#writes.run(async () => {
      this.#owed.push({ kind: 'next', log, seq }, { kind: 'next', log, seq: next })
      for (const entry of this.#owed) this.#apply(entry)
      // On a full disk the entries stay owed: they are written ahead of the next block, which is when they matter.
      await this.#write([]).catch(this.#options.report)
    })
  }

  protected override async open(): Promise<void> {
    const file = await this.#open()
    this.own(async () => {
      await this.#writes.idle()
      await this.#file?.close()
    })
    const bytes = await file.readFile()
    const { entries, goodBytes } = decodeEntries(this.#options.key, bytes)
    for (const entry of entries) this.#remember(entry)
    this.#sizeBytes = goodBytes
    this.#tornTail = goodBytes < bytes.byteLength
  }

  async #write(fresh: readonly JournalEntry[]): Promise<void> {
    const entries = [...this.#owed, ...fresh]
    const bytes = Buffer.concat(entries.map((entry) => encodeEntry(this.#options.key, entry)))
    try {
      const file = this.#file ?? (await this.#open())
      // What a failed write left behind could read as an entry after a shorter one.
      if (this.#tornTail) await file.truncate(this.#sizeBytes)
      this.#tornTail = true
      await writeAll(file, bytes, this.#sizeBytes)
      await file.datasync()
    } catch (error) {
      throw fileFault(error, this.#options.path)
    }
    this.#tornTail = false
    this.#sizeBytes += bytes.byteLength
    this.#owed = []
    for (const entry of entries) this.#remember(entry)
    if (this.#sizeBytes > 2 * this.#keepBytes) await this.#compact().catch(this.#options.report)
  }

  async #open(): Promise<FileHandle> {
    const { path } = this.#options
    try {
      this.#file = await open(path, 'r+')
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error // absent: the first start of this profile
      this.#file = await open(path, 'wx+', 0o600)
      await syncFolder(dirname(path))
    }
    return this.#file
  }

  async #compact(): Promise<void> {
    await this.#options.makeDurable()
    const kept = newest(this.#entries, this.#keepBytes)
    const bytes = Buffer.concat(kept.map((entry) => encodeEntry(this.#options.key, entry)))
    const old = this.#file
    this.#file = undefined // the next write opens whatever file is there then
    await old?.close()
    await replaceFile(this.#options.path, bytes)
    this.#sizeBytes = bytes.byteLength
    this.#entries = []
    this.#logs = new Map()
    for (const entry of kept) this.#remember(entry)
  }

  #remember(entry: JournalEntry): void {
    this.#entries.push(entry)
    this.#apply(entry)
  }

  #apply(entry: JournalEntry): void {
    const state = this.#logs.get(entry.log) ?? { next: 0, blocks: new Map() }
    this.#logs.set(entry.log, state)
    for (let seq = entry.seq; seq < state.next; seq++) state.blocks.delete(seq)
    state.next = entry.kind === 'block' ? entry.seq + 1 : entry.seq
    if (entry.kind === 'block') state.blocks.set(entry.seq, entry.block)
  }
}

// A nearly full disk takes a part of what it is given, without an error.
async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.byteLength; ) {
    at += (await file.write(bytes, at, bytes.byteLength - at, position + at)).bytesWritten
  }
}

// The newest entries within both bounds, and before them the last entry of every log that has none among these.
function newest(entries: readonly JournalEntry[], keepBytes: number): JournalEntry[] {
  const recent: JournalEntry[] = []
  const rest = [...entries]
  const seen = new Set<LogKey>()
  let sizeBytes = 0
  for (let entry = rest.pop(); entry !== undefined; entry = rest.pop()) {
    sizeBytes += entryBytes(entry)
    const fits = recent.length < keepEntries && sizeBytes <= keepBytes
    if (fits || !seen.has(entry.log)) recent.push(entry)
    seen.add(entry.log)
  }
  return recent.reverse()
}
