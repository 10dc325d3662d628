/**
 * All logs of one profile: `<dir>/store` (blocks, as they came) and `<dir>/journal`. The only opener of logs, so that none is
 * ever opened in a way that lets a writer delete what others hold, and one Log exists per key.
 * Never announces or attaches a log by itself; never truncates, clears or encrypts; never opens a copied folder.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import Corestore from 'corestore'
import Hypercore from 'hypercore'
import { HocketError } from '../errors.js'
import type { Clock } from '../lib/clock.js'
import { Resource } from '../lib/resource.js'
import { Serial } from '../lib/serial.js'
import type { KeyPair } from '../protocol/hash.js'
import { idBytes, type LogKey } from '../protocol/ids.js'
import { logKeyOf } from '../protocol/manifest.js'
import { type BlockPlace, Journal } from './journal.js'
import { Log } from './log.js'
import { logFault } from './log-fault.js'
import { OwnLog } from './own-log.js'

export interface LogStoreOptions {
  readonly dir: string
  readonly journalKey: Uint8Array
  readonly clock: Clock
  /** Told of failures that nobody waits for. */
  readonly report: (error: unknown) => void
}

/** How an own log is opened. */
export interface OwnLogSpec {
  /** The 104 bytes of PROTOCOL.md §3. */
  readonly manifest: Uint8Array
  /** The log's key pair; never written to disk here. */
  readonly keyPair: KeyPair
  /** This device has just made the log and nothing of it can exist elsewhere: vouches for it while it is empty. */
  readonly isNew?: boolean
}

// Keeps more requests in flight than the library's default: 3 times the rate at 25 ms one way (measured).
const inflightRange = [128, 1024] as const

export class LogStore extends Resource {
  readonly #options: LogStoreOptions
  readonly #logs = new Map<LogKey, Promise<Log>>()
  readonly #reopens = new Serial()
  #journal: Journal | undefined
  #store: Corestore | undefined

  constructor(options: LogStoreOptions) {
    super()
    this.#options = options
  }

  /** Opens a log of this device, bringing back what a crash took from the store. */
  async openOwn(spec: OwnLogSpec): Promise<OwnLog> {
    const key = logKeyOf(spec.manifest)
    const log = await this.#once(key, () => this.#openOwn(key, spec))
    if (!(log instanceof OwnLog))
      throw new HocketError('INTERNAL', 'An own log was opened as if it were somebody else’s.')
    return log
  }

  /** Opens somebody's log, creating it when it is unknown: check its card before. An own log that is open is returned as it is. */
  openRemote(key: LogKey): Promise<Log> {
    return this.#once(key, async () => {
      const openCore = () => this.#corestore.get({ key: idBytes(key), allowFork: false, inflightRange })
      const log = new Log({
        key,
        openCore,
        report: this.#options.report,
        onClose: () => this.#logs.delete(key),
      })
      await log.bind()
      return log
    })
  }

  /** Where the block stands that `isIt` knows, among those that were appended to own logs lately, before a crash too. */
  findAppended(isIt: (block: Uint8Array) => boolean): BlockPlace | undefined {
    return this.#openJournal.find(isIt)
  }

  /** Whether the log is stored here, without creating it. */
  has(key: LogKey): Promise<boolean> {
    return this.#corestore.storage.hasCore(Hypercore.discoveryKey(idBytes(key)))
  }

  /** Closes the store under the open logs and opens it again: after a failed write it works only then. */
  reopen(): Promise<void> {
    return this.#reopens.run(async () => {
      const logs = await this.#openLogs()
      await Promise.all(logs.map((log) => log.unbind()))
      await this.#store?.close().catch(this.#options.report) // closing writes too, and the disk may still be full
      await this.#openStore()
      await Promise.all(logs.map((log) => log.bind()))
    })
  }

  protected override async open(): Promise<void> {
    const { dir, journalKey: key, report } = this.#options
    try {
      await mkdir(dir, { recursive: true, mode: 0o700 })
      this.own(() => this.#store?.close())
      await this.#openStore()
      this.#journal = new Journal({
        path: join(dir, 'journal'),
        key,
        report,
        makeDurable: () => this.#corestore.storage.db.flush(),
      })
      this.own(() => this.#journal?.close())
      await this.#journal.ready()
      this.own(() => this.#closeLogs())
    } catch (error) {
      throw logFault(error, dir)
    }
  }

  async #openStore(): Promise<void> {
    this.#store = new Corestore(join(this.#options.dir, 'store'))
    await this.#store.ready()
  }

  async #openOwn(key: LogKey, spec: OwnLogSpec): Promise<OwnLog> {
    const { clock, report } = this.#options
    const journal = this.#openJournal
    const openCore = () => {
      const manifest = Hypercore.parseManifest(spec.manifest)
      const core = this.#corestore.get({ manifest, allowFork: false, inflightRange })
      core.setKeyPair(spec.keyPair)
      return core
    }
    const onClose = () => this.#logs.delete(key)
    const log = new OwnLog({
      key,
      openCore,
      report,
      onClose,
      journal,
      clock,
      reopenStore: () => this.reopen(),
    })
    await log.bind()
    if (spec.isNew === true && log.nextSeq === 0 && journal.nextSeq(key) === undefined)
      await journal.voidFrom(key, 0, 0)
    await log.recover()
    return log
  }

  #once(key: LogKey, open: () => Promise<Log>): Promise<Log> {
    const known = this.#logs.get(key)
    if (known !== undefined) return known
    const opening = open().catch((error: unknown) => {
      this.#logs.delete(key)
      throw logFault(error, this.#options.dir)
    })
    this.#logs.set(key, opening)
    return opening
  }

  async #closeLogs(): Promise<void> {
    await Promise.all((await this.#openLogs()).map((log) => log.close()))
  }

  // A log that failed to open told its own caller.
  async #openLogs(): Promise<Log[]> {
    const opened = await Promise.allSettled(this.#logs.values())
    return opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  }

  get #corestore(): Corestore {
    if (this.#store === undefined || this.closing)
      throw new HocketError('CLOSED', 'The message store is closed.')
    return this.#store
  }

  get #openJournal(): Journal {
    if (this.#journal === undefined) throw new HocketError('CLOSED', 'The message store is closed.')
    return this.#journal
  }
}
