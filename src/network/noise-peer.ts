/** A connection as the port wants it, over the encrypted stream of either network. */
import { formatAddress } from './bootstrap.js'
import type { NoiseStream, PeerStream } from './network.js'

/**
 * The PeerStream of `stream`, whose handshake must be done. Takes care of the stream's errors, so that a peer can never make
 * the process fail by breaking a connection (invariant I4); `failed` is told of them.
 */
export function noisePeer(stream: NoiseStream, failed: (error: Error) => void): PeerStream {
  stream.on('error', failed)
  const { handshakeHash, remotePublicKey, isInitiator } = stream
  if (handshakeHash === null || remotePublicKey === null)
    throw new Error('a connection whose handshake is not done')
  return {
    stream,
    initiator: isInitiator,
    handshakeHash,
    remotePublicKey,
    address: addressOf(stream),
    closed: new Promise((resolve) => stream.once('close', resolve)),
    destroy: (reason) => void stream.destroy(new Error(reason)),
  }
}

function addressOf({ rawStream }: NoiseStream): string | null {
  const { remoteHost: host, remotePort: port } = rawStream ?? {}
  return typeof host === 'string' && typeof port === 'number' && port > 0
    ? formatAddress({ host, port })
    : null
}
