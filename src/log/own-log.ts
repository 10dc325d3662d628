/**
 * A log of this device: append, and nothing that could fork it (invariant I9). Each block is in the journal, durably,
 * before the store gets it; after a crash the journal's blocks are appended again, byte for byte.
 * Never appends at a place the caller did not frame its blocks for, and not again after an alarm on this log.
 */
import b4a from 'b4a'
import { HocketError } from '../errors.js'
import type { Clock } from '../lib/clock.js'
import { Serial } from '../lib/serial.js'
import type { Journal } from './journal.js'
import { Log, type LogOptions } from './log.js'
import { logFault } from './log-fault.js'

export interface OwnLogOptions extends LogOptions {
  readonly journal: Journal
  readonly clock: Clock
  /** Reopens the store: after a failed write it cannot write again otherwise. */
  readonly reopenStore: () => Promise<void>
}

const appendTimeoutMs = 10_000

export class OwnLog extends Log {
  readonly #journal: Journal
  readonly #clock: Clock
  readonly #reopenStore: () => Promise<void>
  readonly #appends = new Serial()
  #running: Promise<unknown> = Promise.resolve()
  #storeFailed = false
  #alarmed = false
  #vouched = false

  constructor(options: OwnLogOptions) {
    super(options)
    this.#journal = options.journal
    this.#clock = options.clock
    this.#reopenStore = options.reopenStore
    this.alarms.on((alarm) => {
      if (alarm !== 'verification-error') this.#alarmed = true
    })
  }

  /** True iff the journal proves that the stored tail is ours up to the last append. False: other copies may know more. */
  get vouched(): boolean {
    return this.#vouched
  }

  /** The seq that the next appended block gets. */
  get nextSeq(): number {
    return this.signedLength
  }

  /**
   * Appends `blocks`, framed for the seqs from `at` on; they survive a crash when it resolves to true. False: nothing was
   * appended, because the log is not at `at` (a peer brought back more of our own tail): frame again for `nextSeq`.
   * Throws DISK_FULL, NOT_WRITABLE, TIMEOUT or PROFILE_DAMAGED; the log stays usable.
   */
  append(blocks: readonly Uint8Array[], at: number): Promise<boolean> {
    return this.#appends.run(async () => {
      try {
        return await this.#append(blocks, at)
      } catch (error) {
        throw logFault(error, 'the message store')
      }
    })
  }

  /** For the store: brings back what the journal has and the store lost, and tells whether the tail is vouched for. */
  async recover(): Promise<void> {
    await this.#appends.run(() => this.#replay())
    const next = this.#journal.nextSeq(this.key)
    this.#vouched = next !== undefined && next === this.nextSeq && (await this.#tailIsOurs(next - 1))
  }

  override async close(): Promise<void> {
    await this.#appends.idle()
    await super.close()
  }

  async #append(blocks: readonly Uint8Array[], at: number): Promise<boolean> {
    if (this.#alarmed)
      throw new HocketError(
        'PROFILE_DAMAGED',
        'Another copy of this log exists, so nothing more is written to it.',
      )
    await this.#inTime(this.#running.catch(() => undefined)) // its failure was told to its own caller
    if (this.#storeFailed || !this.bound) await this.#reopenStore()
    this.#storeFailed = false
    await this.#replay()
    if (at !== this.nextSeq) return false
    await this.#journal.write(this.key, at, blocks)
    return await this.#inTime(this.#start(() => this.#land(blocks, at)))
  }

  async #replay(): Promise<void> {
    const at = this.nextSeq
    const lost = this.#journal.blocksFrom(this.key, at)
    if (lost.length > 0) await this.#inTime(this.#start(() => this.#appendToCore(lost, at)))
  }

  // What did not land is void in the journal: its caller is told, and it must not come back at the next start.
  async #land(blocks: readonly Uint8Array[], at: number): Promise<boolean> {
    const landed = await this.#appendToCore(blocks, at).catch(async (error: unknown) => {
      await this.#journal.voidFrom(this.key, at, at)
      throw error
    })
    if (landed) this.#vouched = true
    else await this.#journal.voidFrom(this.key, at, this.nextSeq)
    return landed
  }

  // `maxLength` keeps the blocks from landing behind a tail that arrives from a peer meanwhile; `postappend` tells that they landed.
  async #appendToCore(blocks: readonly Uint8Array[], at: number): Promise<boolean> {
    if (this.core.recovering > 0) {
      throw new HocketError(
        'PROFILE_DAMAGED',
        'This log is being repaired from other members: try again when one is connected.',
      )
    }
    let landed = false
    const postappend = () => {
      landed = true
    }
    try {
      await this.core.append(blocks, { maxLength: at + blocks.length, postappend })
    } catch (error) {
      this.#storeFailed = true
      throw error
    }
    return landed
  }

  #start<T>(job: () => Promise<T>): Promise<T> {
    const running = job()
    this.#running = running
    return running
  }

  // An append goes on after its time is up, and the next one waits for it: two at one seq would be a fork.
  async #inTime<T>(running: Promise<T>): Promise<T> {
    let cancel: (() => void) | undefined
    const late = new Promise<never>((_resolve, reject) => {
      const error = new HocketError(
        'TIMEOUT',
        'The message store did not answer within 10 seconds. Try again.',
      )
      cancel = this.#clock.after(appendTimeoutMs, () => reject(error))
    })
    try {
      return await Promise.race([running, late])
    } finally {
      cancel?.()
    }
  }

  async #tailIsOurs(seq: number): Promise<boolean> {
    const ours = this.#journal.block(this.key, seq)
    if (ours === undefined) return true // voided or not kept: the length alone has to do
    const [stored] = await this.read(seq, seq + 1)
    return stored !== undefined && b4a.equals(stored, ours)
  }
}
