/**
 * One log, ours or another's: reads stored blocks and exchanges blocks with peers it was attached to. Nothing is announced
 * or attached by itself. Owns one hypercore session; survives a reopened store by binding to a new session.
 * Never truncates, clears, pushes or follows a fork: those events are alarms.
 */
import b4a from 'b4a'
import type Hypercore from 'hypercore'
import type { WirePeer } from 'hypercore'
import { HocketError } from '../errors.js'
import { Emitter } from '../lib/emitter.js'
import { idBytes, type LogKey } from '../protocol/ids.js'

/** An encrypted stream or its Protomux. */
export type Wire = Parameters<Hypercore['replicate']>[0]

/** What must not happen to a log of an honest writer; a reason to look closer, not a verdict. */
export type LogAlarm = 'conflict' | 'truncate' | 'verification-error'

/** Blocks being fetched. */
export interface LogDownload {
  /** True when all of them are stored; false when the download was cancelled or the log closed before. Never rejects. */
  readonly done: Promise<boolean>
  cancel(): void
}

export interface LogOptions {
  readonly key: LogKey
  /** A new session of the core; called again when the store was reopened. */
  readonly openCore: () => Hypercore
  readonly report: (error: unknown) => void
  readonly onClose: (log: Log) => void
}

export class Log {
  readonly key: LogKey
  /** `length` has grown. */
  readonly grown = new Emitter()
  /** What the attached peers are known to hold has changed, or who is attached. */
  readonly heldChanged = new Emitter()
  readonly alarms = new Emitter<LogAlarm>()
  /** This peer sent blocks whose proof does not verify. */
  readonly invalidProofs = new Emitter<WirePeer>()
  readonly #options: LogOptions
  readonly #peerAdded = new Emitter<WirePeer>()
  readonly #wires = new Set<Wire>()
  #core: Hypercore | undefined
  #length = 0
  #closed = false

  constructor(options: LogOptions) {
    this.#options = options
    this.key = options.key
  }

  /** Number of blocks stored without a gap from the first one on. */
  get length(): number {
    return this.#length
  }

  /** Length of the newest tree signed by the writer that we have seen; blocks below it may still be missing. */
  get signedLength(): number {
    return this.#core?.length ?? this.#length
  }

  /** The stored blocks from `start` to before `end`, up to the first missing one. Never waits for the network. */
  async read(start: number, end: number): Promise<Uint8Array[]> {
    const stop = Math.min(end, this.core.length)
    if (start >= stop) return []
    // in one batch: `core.get` makes one for each block, a third as many again as fetching takes (counted)
    const batch = this.core.state.storage.read()
    const reads: Promise<Uint8Array | null>[] = []
    for (let seq = start; seq < stop; seq++) reads.push(batch.getBlock(seq))
    batch.tryFlush()
    const blocks: Uint8Array[] = []
    for (const block of await Promise.all(reads)) {
      if (block === null) break
      blocks.push(block)
    }
    return blocks
  }

  /** Exchanges this log, and only this one, over `wire` for as long as the wire lives. Both sides must do so. */
  replicate(wire: Wire): void {
    if (this.#closed || this.#wires.has(wire)) return
    this.#wires.add(wire)
    const stream = 'isProtomux' in wire ? wire.stream : wire
    stream.once('close', () => this.#wires.delete(wire))
    if (this.#core !== undefined) attach(this.#core, wire)
  }

  /** Stops the exchange over `wire`. */
  detach(wire: Wire): void {
    if (this.#wires.delete(wire) && this.#core !== undefined) detachFrom(this.#core, wire)
  }

  /**
   * Fetches blocks from `start` to before `end` from whichever attached peer has them, in random order: in order, each
   * request in flight would bring the same nodes of the tree again (more than twice the reads of the storage, counted).
   */
  download(start: number, end: number): LogDownload {
    const range = this.core.download({ start, end })
    const done = range.done().then(
      (stored) => stored === true,
      () => false, // cancelled or closed
    )
    return { done, cancel: () => range.destroy() }
  }

  /** Calls `listener` for every peer that is attached, before anything it sends is handled. Returns what ends that. */
  onPeer(listener: (peer: WirePeer) => void): () => void {
    for (const peer of this.#core?.peers ?? []) listener(peer)
    return this.#peerAdded.on(listener)
  }

  /** What each attached peer is known to hold without a gap from the first block on. */
  remoteLengths(): readonly { readonly remotePublicKey: Uint8Array; readonly length: number }[] {
    return (this.#core?.peers ?? []).map((peer) => ({
      remotePublicKey: peer.remotePublicKey,
      length: Math.min(peer.remoteContiguousLength, this.signedLength),
    }))
  }

  /** Ends every exchange and frees the session. The blocks stay. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.unbind()
    this.#wires.clear()
    this.#options.onClose(this)
  }

  /** For the store: opens a session and attaches it to the wires that are still there. */
  async bind(): Promise<void> {
    const core = this.#options.openCore()
    this.#listen(core)
    await core.ready()
    if (!b4a.equals(core.key, idBytes(this.key))) {
      await core.close()
      throw new HocketError('INTERNAL', 'The store opened another log than the one that was asked for.')
    }
    if (this.#closed) return core.close()
    this.#core = core
    this.#length = core.contiguousLength
    for (const wire of this.#wires) attach(core, wire)
  }

  /** For the store: gives the session up, keeping the wires for the next `bind`. */
  async unbind(): Promise<void> {
    const core = this.#core
    if (core === undefined) return
    this.#core = undefined
    for (const wire of this.#wires) detachFrom(core, wire)
    await core.close()
  }

  protected get core(): Hypercore {
    if (this.#core === undefined) throw new HocketError('CLOSED', 'This log is not open.')
    return this.#core
  }

  /** False while the store is closed under the log. */
  protected get bound(): boolean {
    return this.#core !== undefined
  }

  #listen(core: Hypercore): void {
    let conflicted = false
    const grown = () => this.#noticeGrowth(core)
    core.on('append', grown)
    core.on('download', grown)
    core.on('peer-add', (peer) => {
      watchRanges(peer, () => this.heldChanged.emit())
      this.#peerAdded.emit(peer)
      this.heldChanged.emit()
    })
    core.on('peer-remove', () => this.heldChanged.emit())
    core.on('truncate', () => this.alarms.emit('truncate'))
    core.on('conflict', () => {
      conflicted = true
      this.alarms.emit('conflict')
    })
    core.on('verification-error', (_error, _request, _response, from) => {
      this.invalidProofs.emit(from)
      this.alarms.emit('verification-error')
    })
    core.on('close', () => {
      if (conflicted) this.#bindAfterConflict(core)
    })
  }

  #noticeGrowth(core: Hypercore): void {
    if (core !== this.#core || core.contiguousLength === this.#length) return
    this.#length = core.contiguousLength
    this.grown.emit()
  }

  // hypercore ends all sessions of a core after a conflict. What is stored stays readable in a new one, without peers.
  #bindAfterConflict(core: Hypercore): void {
    if (core !== this.#core) return
    this.#core = undefined
    this.#wires.clear()
    this.bind().catch(this.#options.report)
  }
}

function attach(core: Hypercore, wire: Wire): void {
  const mux = 'isProtomux' in wire ? wire : wire.userData
  if (mux === null || !core.core.replicator.attached(mux)) core.replicate(wire)
}

// A core outlives its last session for some seconds, so closing the session would leave its channels open and unguarded.
function detachFrom(core: Hypercore, wire: Wire): void {
  const mux = 'isProtomux' in wire ? wire : wire.userData
  if (mux === null) return
  core.core.replicator.detachFrom(mux)
  mux.getLastChannel({ protocol: 'hypercore/alpha', id: core.discoveryKey })?.close()
}

// hypercore's own event reports only the longest peer, and remembers it across restarts; what counts is each peer now.
function watchRanges(peer: WirePeer, changed: () => void): void {
  const onrange = peer.onrange.bind(peer)
  peer.onrange = async (message) => {
    await onrange(message)
    changed()
  }
}
