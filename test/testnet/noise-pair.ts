/** Two ends of an encrypted stream over an in-memory pipe, handshake done. */
import { Duplex } from 'node:stream'
import NoiseSecretStream from '@hyperswarm/secret-stream'

/** Resolves to [initiator, responder]. */
export async function noisePair(): Promise<[NoiseSecretStream, NoiseSecretStream]> {
  const [a, b] = pipePair()
  const streams: [NoiseSecretStream, NoiseSecretStream] = [
    new NoiseSecretStream(true, a),
    new NoiseSecretStream(false, b),
  ]
  for (const stream of streams) stream.on('error', () => undefined)
  await Promise.all(streams.map((stream) => stream.opened))
  return streams
}

function pipePair(): [Duplex, Duplex] {
  const pair: [Duplex, Duplex] = [end(() => pair[1]), end(() => pair[0])]
  return pair
}

function end(other: () => Duplex): Duplex {
  return new Duplex({
    read: () => undefined,
    write(chunk: Uint8Array, _encoding, done) {
      other().push(chunk)
      setImmediate(done)
    },
    final(done) {
      other().push(null)
      done()
    },
    destroy(error, done) {
      setImmediate(() => other().destroy())
      done(error)
    },
  })
}
