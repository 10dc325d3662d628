/**
 * Proves at every start, before the network is opened, that the wire guard still bites: it wraps private methods of
 * hypercore, and a guard that silently does nothing would be worse than none. A core is replicated with itself over an
 * in-memory stream, and one end sends what an attacker would.
 */
import { Duplex } from 'node:stream'
import { getHeapStatistics } from 'node:v8'
import NoiseSecretStream from '@hyperswarm/secret-stream'
import type { Clock } from '../lib/clock.js'
import type { Log } from '../log/log.js'
import type { LogStore } from '../log/log-store.js'
import type { WirePeer } from '../log/wire-peer.js'
import { hash, keyPairFromSeed } from '../protocol/hash.js'
import { toId } from '../protocol/ids.js'
import { logManifest } from '../protocol/manifest.js'
import { GuardBudget, guardPeer } from './guard.js'

const deadlineMs = 2_000
const maxGrowthBytes = 20 * 2 ** 20

/** Indices of hypercore's messages on its channel (hypercore 11.37.1, lib/replicator.js). */
const wire = { sync: 0, range: 8 } as const

interface Attack {
  readonly name: string
  readonly message: number
  readonly value: object
}

const attacks: readonly Attack[] = [
  { name: 'range bomb', message: wire.range, value: { drop: false, start: 0, length: 2 ** 32 } },
  {
    name: 'phantom length',
    message: wire.sync,
    value: {
      fork: 0,
      length: 2 ** 30,
      remoteLength: 0,
      canUpgrade: true,
      uploading: true,
      downloading: true,
      hasManifest: true,
      allowPush: false,
    },
  },
]

/** Undefined when the guard stopped every attack, else what it did not stop. */
export async function selfTestGuard(options: {
  readonly store: LogStore
  readonly clock: Clock
}): Promise<string | undefined> {
  const log = await openProbe(options.store)
  try {
    for (const attack of attacks) {
      const failure = await attackLog(log, attack, options.clock)
      if (failure !== undefined) return `${attack.name}: ${failure}`
    }
    return undefined
  } finally {
    await log.close()
  }
}

/** An empty log that belongs to no room and is attached to nobody. */
async function openProbe(store: LogStore): Promise<Log> {
  const keyPair = keyPairFromSeed(hash('JOURNAL', new Uint8Array(32)))
  const nobody = new Uint8Array(32)
  const owner = {
    r: nobody,
    roomId: toId<never>(nobody),
    identity: toId<never>(nobody),
    device: toId<never>(nobody),
    n: 0,
  }
  return store.openOwn({ manifest: logManifest({ ...owner, logPublicKey: keyPair.publicKey }), keyPair })
}

async function attackLog(log: Log, attack: Attack, clock: Clock): Promise<string | undefined> {
  const before = usedBytes()
  const [victim, attacker] = await openStreams()
  try {
    const refused = await new Promise<boolean>((resolve) => {
      const cancel = clock.after(deadlineMs, () => resolve(false))
      const stop = log.onPeer((peer) => {
        if (peer.stream === victim) guardPeer(peer, new GuardBudget(clock), () => done())
        else if (peer.stream === attacker) strike(peer, attack)
      })
      const done = () => {
        cancel()
        stop()
        resolve(true)
      }
      log.replicate(victim)
      log.replicate(attacker)
    })
    if (!refused) return 'it was not refused'
    if (log.signedLength !== 0) return 'the log took a length from it'
    return usedBytes() - before > maxGrowthBytes ? 'it cost memory' : undefined
  } finally {
    log.detach(victim)
    log.detach(attacker)
    victim.destroy()
    attacker.destroy()
  }
}

function strike(peer: WirePeer, { message, value }: Attack): void {
  peer.channel.messages[message]?.send(value as never)
}

function usedBytes(): number {
  const { used_heap_size, external_memory } = getHeapStatistics()
  return used_heap_size + external_memory
}

async function openStreams(): Promise<readonly [NoiseSecretStream, NoiseSecretStream]> {
  const pipes: [Duplex, Duplex] = [pipe(() => pipes[1]), pipe(() => pipes[0])]
  const streams = [new NoiseSecretStream(true, pipes[0]), new NoiseSecretStream(false, pipes[1])] as const
  for (const stream of streams) stream.on('error', () => undefined) // its end is all that matters here
  await Promise.all(streams.map((stream) => stream.opened))
  return streams
}

function pipe(other: () => Duplex): Duplex {
  return new Duplex({
    read: () => undefined,
    write(chunk: Uint8Array, _encoding, done) {
      other().push(chunk)
      done()
    },
    destroy(error, done) {
      other().push(null)
      done(error)
    },
  })
}
