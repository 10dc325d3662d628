/** A network with one visitor, who reads what was sent to him only when he likes. */
import { Duplex } from 'node:stream'
import NoiseSecretStream from '@hyperswarm/secret-stream'
import { Emitter } from '../../src/lib/emitter.js'
import type { Network, NetworkStatus, PeerStream } from '../../src/network/network.js'
import { noisePeer } from '../../src/network/noise-peer.js'

export class OneWayNetwork implements Network {
  readonly connections = new Emitter<PeerStream>()
  readonly changed = new Emitter()
  readonly #streams: NoiseSecretStream[] = []
  #held: (() => void)[] | undefined

  async ready(): Promise<void> {
    // nothing to open
  }

  async close(): Promise<void> {
    this.readAgain()
    for (const stream of this.#streams) stream.destroy()
  }

  join() {
    return { announced: true, found: 0, refresh: () => undefined, close: async () => undefined }
  }

  status(): NetworkStatus {
    return { mode: 'local', listening: '127.0.0.1:1', dhtReachable: true, bootstrap: [] }
  }

  /** From now on nothing that is sent to the visitor arrives; what he sends does. */
  stopReading(): void {
    this.#held ??= []
  }

  readAgain(): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const arrive of held) arrive()
  }

  /** Connects the visitor; resolves with his end of the stream. */
  async visit(): Promise<PeerStream> {
    const ends: [Duplex, Duplex] = [
      pipe(
        () => ends[1],
        (arrive) => (this.#held === undefined ? arrive() : this.#held.push(arrive)),
      ),
      pipe(
        () => ends[0],
        (arrive) => arrive(),
      ),
    ]
    const [here, there] = [new NoiseSecretStream(false, ends[0]), new NoiseSecretStream(true, ends[1])]
    this.#streams.push(here, there)
    for (const stream of [here, there]) stream.on('error', () => undefined)
    await Promise.all([here.opened, there.opened])
    const visitor = noisePeer(there, () => undefined)
    this.connections.emit(noisePeer(here, () => undefined))
    return visitor
  }
}

/** One end; `deliver` decides when what was written arrives, and only then the writer may go on. */
function pipe(other: () => Duplex, deliver: (arrive: () => void) => void): Duplex {
  return new Duplex({
    read: () => undefined,
    write: (chunk: Uint8Array, _encoding, done) =>
      deliver(() => {
        if (!other().destroyed) other().push(chunk)
        setImmediate(done)
      }),
    destroy(error, done) {
      setImmediate(() => other().destroy())
      done(error)
    },
  })
}
