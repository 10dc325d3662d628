/**
 * The product without a face: opens everything of a profile in order and offers the methods of the contract. Holds the
 * profile's lock from first to last. Opens no socket before there is a room to find; never prints, never asks.
 */
import type { EngineService } from '../api/client.js'
import type { EventName, Events, MethodName, Params, Result } from '../api/methods.js'
import { readDevice } from '../identity/identity.js'
import { randomBytes } from '../identity/random.js'
import { Vault } from '../identity/vault.js'
import { IndexStore } from '../index/index-store.js'
import { Emitter } from '../lib/emitter.js'
import { Resource } from '../lib/resource.js'
import { LogStore } from '../log/log-store.js'
import { Admission } from '../network/admission.js'
import type { Bootstrap } from '../network/bootstrap.js'
import type { Network } from '../network/network.js'
import { SwarmNetwork } from '../network/swarm-network.js'
import { Verifier } from '../room/verifier.js'
import { Hub } from '../sync/hub.js'
import { selfTestGuard } from '../sync/self-test.js'
import { Changes } from './changes.js'
import { type Handlers, makeHandlers } from './handlers.js'
import { MentionWords } from './mention-words.js'
import { Nicks } from './nicks.js'
import type { EngineOptions } from './parts.js'
import { Profile } from './profile.js'
import { RoomBook } from './room-book.js'

export class Engine extends Resource implements EngineService {
  /** A face asked for the end. */
  readonly stopAsked = new Emitter()
  readonly #options: EngineOptions
  readonly #changes: Changes
  readonly #ending = new Emitter<Events['ending']>()
  #handlers: Handlers | undefined

  constructor(options: EngineOptions) {
    super()
    this.#options = options
    this.#changes = new Changes(options.clock)
  }

  async call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>> {
    await this.ready()
    const handlers = this.#handlers
    if (handlers === undefined) throw new Error('an engine that is ready has handlers')
    return handlers[method](params)
  }

  on<E extends EventName>(event: E, listener: (value: Events[E]) => void): () => void {
    const emitters: { readonly [K in EventName]: Emitter<Events[K]> } = {
      changed: this.#changes.changed,
      ending: this.#ending,
    }
    return emitters[event].on(listener)
  }

  protected override async open(): Promise<void> {
    const { profileDir, clock, bootstrap, report = () => undefined } = this.#options
    const profile = await this.#opened(new Profile({ dir: profileDir, pid: this.#options.pid ?? 0 }))
    const vault = await this.#opened(new Vault({ dir: profileDir }))
    const { deviceSeed, attestation, journalKey } = vault.secrets
    const store = await this.#opened(new LogStore({ dir: profile.logsDir, journalKey, clock, report }))
    const index = await this.#opened(new IndexStore({ path: profile.indexPath }))
    const verifier = await this.#opened(new Verifier())
    const guardFailure = await selfTestGuard({ store, clock })
    const network = await this.#openNetwork(guardFailure === undefined ? bootstrap : [])
    const admission = new Admission({ local: network.status().mode === 'local' })
    const hub = await this.#opened(new Hub({ network, admission, clock, random: randomBytes, report }))
    const device = readDevice(deviceSeed, attestation)
    const words = await this.#opened(new MentionWords({ path: profile.mentionWordsPath }))
    const own = { nick: () => vault.secrets.nick, words: () => words.all }
    const context = { store, index, verifier, device, clock, random: randomBytes, report, ...own }
    const book = new RoomBook({ profile, vault, context, hub, policy: this.#options.newRoomPolicy })
    const nicks = new Nicks({ book, vault, report })
    this.own(book.added.on((booked) => this.#changes.watch(booked)))
    this.own(hub.changed.on(() => this.#changes.mark(null)))
    this.own(network.changed.on(() => this.#changes.mark(null)))
    this.own(() => this.#changes.close())
    await this.#opened(book)
    for (const booked of book.all()) this.#changes.watch(booked)
    this.own(() => this.#ending.emit({}))
    this.#handlers = makeHandlers({
      ...this.#options,
      profile,
      vault,
      index,
      network,
      hub,
      book,
      nicks,
      words,
      device,
      guardFailure,
      startedMs: clock.now(),
      changes: this.#changes,
      stop: () => this.stopAsked.emit(),
    })
    await nicks.syncAll()
  }

  #openNetwork(bootstrap: Bootstrap): Promise<Network> | Network {
    const { network, clock } = this.#options
    return network ?? this.#opened(new SwarmNetwork({ bootstrap, clock }))
  }

  /** Opens a part and owns its closing. */
  async #opened<T extends Resource>(part: T): Promise<T> {
    this.own(() => part.close())
    await part.ready()
    return part
  }
}
