/** What every implementation of the Network port must do. */
import type { Test } from 'tap'
import type { Network, PeerStream } from '../../src/network/network.js'
import { until } from '../testnet/until.js'

/** A maker of networks that can reach each other and are closed at the end of the test. */
export type MakeNetworks = (t: Test) => Promise<() => Promise<Network>>

export function topic(text: string): Uint8Array {
  return Buffer.alloc(32, text)
}

/** Collects the connections of `network`. */
export function peersOf(network: Network): PeerStream[] {
  const peers: PeerStream[] = []
  network.connections.on((peer) => {
    peers.push(peer)
    void peer.closed.then(() => peers.splice(peers.indexOf(peer), 1))
  })
  return peers
}

export function networkContract(t: Test, make: MakeNetworks): void {
  t.test('two that join a topic get one connection, with both ends of one handshake', async (t) => {
    const network = await make(t)
    const [a, b] = [await network(), await network()]
    const [as, bs] = [peersOf(a), peersOf(b)]
    a.join(topic('one'))
    b.join(topic('one'))
    await until(() => as.length === 1 && bs.length === 1)
    const [left, right] = [as[0]!, bs[0]!]
    t.not(left.initiator, right.initiator)
    t.same(left.handshakeHash, right.handshakeHash)
    t.equal(left.handshakeHash.byteLength, 64)
    t.same(left.remotePublicKey, right.stream.publicKey)
    t.notSame(left.remotePublicKey, right.remotePublicKey)
    t.match(left.address, /^[\d.]+:\d+$/)
    const received = new Promise<Uint8Array>((resolve) => right.stream.on('data', resolve))
    left.stream.write(Buffer.from('hello'))
    t.equal(String(await received), 'hello')
  })

  t.test('others than those of the topic stay strangers', async (t) => {
    const network = await make(t)
    const [a, b, c] = [await network(), await network(), await network()]
    const [as, bs, cs] = [peersOf(a), peersOf(b), peersOf(c)]
    b.join(topic('two'))
    c.join(topic('other'))
    a.join(topic('two'))
    await until(() => as.length === 1 && bs.length === 1)
    t.equal(cs.length, 0)
    a.join(topic('other'))
    await until(() => as.length === 2 && cs.length === 1)
    t.equal(bs.length, 1)
  })

  t.test('either end can end a connection; both are told, and they find each other again', async (t) => {
    const network = await make(t)
    const [a, b] = [await network(), await network()]
    const [as, bs] = [peersOf(a), peersOf(b)]
    const announcement = a.join(topic('three'))
    b.join(topic('three'))
    await until(() => as.length === 1 && bs.length === 1)
    const [left, right] = [as[0]!, bs[0]!]
    left.destroy('the test says so')
    await Promise.all([left.closed, right.closed])
    announcement.refresh()
    await until(() => as.length === 1 && bs.length === 1)
    t.notSame(as[0]!.handshakeHash, left.handshakeHash)
  })

  t.test('status tells where we listen, and changes are announced', async (t) => {
    const network = await make(t)
    const a = await network()
    let changes = 0
    a.changed.on(() => changes++)
    t.equal(a.status().listening, null)
    t.equal(a.status().mode, 'local')
    const announcement = a.join(topic('four'))
    const other = await network()
    other.join(topic('four'))
    await until(() => changes > 0 && announcement.announced && a.status().dhtReachable === true)
    t.match(a.status().listening, /^[\d.]+:\d+$/)
    await until(() => announcement.found === 1)
    await announcement.close()
    await announcement.close()
    t.notOk(announcement.announced)
    t.equal(announcement.found, 0)
    announcement.refresh()
  })

  t.test(
    'I6: closing ends every connection, is idempotent, and nothing can be joined afterwards',
    async (t) => {
      const network = await make(t)
      const [a, b] = [await network(), await network()]
      const [as, bs] = [peersOf(a), peersOf(b)]
      a.join(topic('five'))
      b.join(topic('five'))
      await until(() => as.length === 1 && bs.length === 1)
      const right = bs[0]!
      await a.close()
      await a.close()
      await right.closed
      t.equal(as.length, 0)
      t.throws(() => a.join(topic('five')), { code: 'CLOSED' })
      await t.rejects(a.ready(), { code: 'CLOSED' })
    },
  )
}
