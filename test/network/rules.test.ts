import t from 'tap'
import { Admission } from '../../src/network/admission.js'
import { formatAddress, isLoopback, parseBootstrap } from '../../src/network/bootstrap.js'
import { CoolDown } from '../../src/network/cool-down.js'
import { MissedPeers } from '../../src/network/missed-peers.js'
import type { PeerStream } from '../../src/network/network.js'
import { Refresher, refreshDelayMs } from '../../src/network/refresh.js'
import { toId } from '../../src/protocol/ids.js'
import { ManualClock } from '../testnet/manual-clock.js'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
let made = 0

/** A connection as far as admission looks at it. */
function peer(
  address: string | null,
  options: { readonly initiator?: boolean; readonly key?: number } = {},
): PeerStream {
  const remotePublicKey = Buffer.alloc(32)
  remotePublicKey.writeUInt32BE(options.key ?? ++made)
  const rest = {
    handshakeHash: Buffer.alloc(64),
    closed: Promise.resolve(),
    destroy: () => undefined,
    stream: undefined as never,
  }
  return { ...rest, remotePublicKey, address, initiator: options.initiator ?? false }
}

function member(text: string) {
  return toId<never>(Buffer.alloc(32, text))
}

t.test('bootstrap addresses are read as users write them', (t) => {
  t.same(parseBootstrap('127.0.0.1:49737'), [{ host: '127.0.0.1', port: 49737 }])
  const several = parseBootstrap('dht.example.org:1, [2001:db8::1]:65535')
  t.same(several.map(formatAddress), ['dht.example.org:1', '[2001:db8::1]:65535'])
  for (const text of [
    '',
    'host',
    'host:',
    ':1',
    'host:0',
    'host:65536',
    '2001:db8::1:7',
    '[nonsense]:7',
    'a:1,',
    'a b:1',
    'a:1x',
  ]) {
    t.throws(() => parseBootstrap(text), { code: 'BAD_BOOTSTRAP' }, text)
  }
  const loopback = ['127.0.0.1', '127.1.2.3', '::1', 'localhost', '::ffff:127.0.0.1'].map(isLoopback)
  t.same(loopback, [true, true, true, true, true])
  t.same(['10.0.0.1', '127.example.org', '::2', '0.0.0.0'].map(isLoopback), [false, false, false, false])
  t.end()
})

t.test('looking for peers starts soon, slows down to a minute, and always has jitter', (t) => {
  t.same(
    [0, 1, 2, 3, 4, 99].map((attempts) => refreshDelayMs(attempts, 0)),
    [1_000, 5_000, 15_000, 30_000, 60_000, 60_000],
  )
  t.equal(refreshDelayMs(99, 0.999_999) > 45_000, true)
  const clock = new ManualClock()
  const looks: number[] = []
  let satisfied = false
  const startMs = clock.now()
  const refresher = new Refresher({
    clock,
    satisfied: () => satisfied,
    refresh: () => looks.push(clock.now() - startMs),
  })
  refresher.check()
  refresher.check()
  t.equal(clock.waiting, 1)
  clock.advance(10 * minuteMs)
  t.ok(looks.length >= 11 && looks.length <= 18)
  t.ok(looks[0]! <= 1_000)
  satisfied = true
  refresher.check()
  t.equal(clock.waiting, 0)
  const before = looks.length
  clock.advance(hourMs)
  t.equal(looks.length, before)
  satisfied = false
  refresher.networkChanged()
  t.equal(looks.length, before + 1)
  clock.advance(1_000)
  t.equal(looks.length, before + 2, 'with short delays again')
  satisfied = true
  refresher.joined()
  clock.advance(hourMs)
  t.equal(looks.length, before + 4, 'twice after a join, although nobody is missed')
  refresher.close()
  refresher.joined()
  refresher.networkChanged()
  t.equal(clock.waiting, 0)
  t.equal(looks.length, before + 4)
  t.end()
})

t.test('somebody who was connected is missed for half an hour', (t) => {
  const missed = new MissedPeers()
  t.notOk(missed.any(0))
  missed.lost('a', 0)
  t.ok(missed.any(29 * minuteMs))
  missed.connected('a')
  t.notOk(missed.any(29 * minuteMs))
  missed.lost('a', 0)
  t.notOk(missed.any(31 * minuteMs))
  for (let n = 0; n < 1_000; n++) missed.lost(`peer ${n}`, 0)
  missed.connected('peer 999')
  t.ok(missed.any(1))
  t.end()
})

t.test('cool-downs double up to a day, add up, and are forgotten in the end', (t) => {
  const table = new CoolDown()
  t.notOk(table.refuses('x', 0))
  table.offence('x', 0)
  t.ok(table.refuses('x', 10 * minuteMs - 1))
  t.notOk(table.refuses('x', 10 * minuteMs))
  table.offence('x', hourMs)
  t.ok(table.refuses('x', hourMs + 20 * minuteMs - 1))
  t.notOk(table.refuses('x', hourMs + 20 * minuteMs))
  for (let n = 0; n < 20; n++) table.offence('x', 0)
  t.ok(table.refuses('x', 24 * hourMs - 1))
  t.notOk(table.refuses('x', 24 * hourMs))
  t.notOk(table.refuses('x', 49 * hourMs))
  t.equal(table.size, 0)
  for (let n = 0; n < 5_000; n++) table.offence(`peer ${n}`, 0)
  t.equal(table.size, 4_096)
  t.ok(table.refuses('peer 4999', 1))
  t.end()
})

t.test('at most four streams come from one network of addresses', (t) => {
  const admission = new Admission({ local: false })
  for (let n = 1; n <= 4; n++) t.ok(admission.admit(peer(`203.0.113.${n}:1`), 0).ok)
  t.same(admission.admit(peer('203.0.113.77:1'), 0), { ok: false, reason: 'address' })
  t.ok(admission.admit(peer('203.0.114.77:1'), 0).ok)
  for (let n = 1; n <= 4; n++) t.ok(admission.admit(peer(`[2001:db8:0:1::${n}]:1`), 0).ok)
  t.same(admission.admit(peer('[2001:DB8::1:0:0:0:9]:1'), 0), { ok: false, reason: 'address' })
  t.ok(admission.admit(peer('[2001:db8:0:2::1]:1'), 0).ok)
  t.ok(admission.admit(peer('[::5]:1'), 0).ok)
  t.equal(admission.refusals.get('address'), 2)
  const known = peer('198.51.100.1:1')
  admission.admit(known, 0)
  admission.gone(known)
  t.equal(admission.size, 11)
  t.end()
})

t.test('loopback counts as one network of addresses, but not when everything is on this machine', (t) => {
  const strict = new Admission({ local: false })
  const local = new Admission({ local: true })
  for (let n = 0; n < 4; n++) strict.admit(peer('127.0.0.1:1'), 0)
  t.notOk(strict.admit(peer('127.0.0.1:1'), 0).ok)
  for (let n = 0; n < 10; n++) t.ok(local.admit(peer('127.0.0.1:1'), 0).ok)
  const bad = peer('127.0.0.1:9')
  local.offence(bad, 0)
  t.ok(local.admit(peer('127.0.0.1:9'), 1).ok, 'only the key is refused')
  t.notOk(local.admit(peer('127.0.0.1:9', { key: made - 1 }), 1).ok)
  t.end()
})

t.test('an offence refuses the key and the address for a while', (t) => {
  const admission = new Admission({ local: false })
  const bad = peer('192.0.2.1:5', { key: 1_000_000 })
  admission.admit(bad, 0)
  admission.offence(bad, 0)
  admission.gone(bad)
  t.same(admission.admit(peer('192.0.2.1:6'), 1), { ok: false, reason: 'cool-down' })
  t.same(admission.admit(peer(null, { key: 1_000_000 }), 1), { ok: false, reason: 'cool-down' })
  t.ok(admission.admit(peer('192.0.2.2:6'), 1).ok)
  t.ok(admission.admit(peer('192.0.2.1:6'), 10 * minuteMs).ok)
  t.end()
})

t.test('at most sixteen strangers; our own dialling makes room, another stranger does not', (t) => {
  const admission = new Admission({ local: false })
  const strangers = Array.from({ length: 16 }, (_, n) => peer(`10.0.${n}.1:1`))
  for (const [n, stranger] of strangers.entries()) t.ok(admission.admit(stranger, n).ok)
  t.same(admission.admit(peer('10.1.0.1:1'), 20), { ok: false, reason: 'unproven' })
  const dialled = admission.admit(peer('10.2.0.1:1', { initiator: true }), 20)
  t.equal(dialled.ok && dialled.evict, strangers[15])
  t.ok(admission.proven(strangers[0]!).ok)
  t.ok(admission.admit(peer('10.1.0.1:1'), 20).ok)
  t.same(admission.proven(peer(null)), { ok: false, reason: 'full' }, 'a stream without a slot')
  t.end()
})

t.test('at most three streams of one identity', (t) => {
  const admission = new Admission({ local: false })
  const streams = Array.from({ length: 4 }, (_, n) => peer(`10.0.${n}.1:1`))
  for (const stream of streams) admission.admit(stream, 0)
  for (const stream of streams.slice(0, 3)) t.ok(admission.proven(stream, member('alice')).ok)
  t.ok(admission.proven(streams[0]!, member('alice')).ok, 'proving again counts once')
  t.same(admission.proven(streams[3]!, member('alice')), { ok: false, reason: 'identity' })
  t.ok(admission.proven(streams[3]!, member('bob')).ok)
  t.end()
})

t.test(
  'forty inbound and twenty-four outbound; the densest network gives way to somebody from elsewhere',
  (t) => {
    const admission = new Admission({ local: false })
    const seat = (address: string, nowMs: number, initiator = false) => {
      const stream = peer(address, { initiator })
      t.ok(admission.admit(stream, nowMs).ok)
      t.ok(admission.proven(stream).ok)
      return stream
    }
    const crowd = Array.from({ length: 4 }, (_, n) => seat(`172.16.0.${n}:1`, n))
    for (let n = 0; n < 36; n++) seat(`10.0.${n}.1:1`, 100 + n)
    for (let n = 0; n < 24; n++) seat(`10.1.${n}.1:1`, 200 + n, true)
    t.same(admission.admit(peer('10.2.0.1:1', { initiator: true }), 300), { ok: false, reason: 'full' })
    const elsewhere = peer('10.3.0.1:1')
    const first = admission.admit(elsewhere, 300)
    t.equal(first.ok && first.evict, crowd[3], 'the newest of the crowd, not the longest serving')
    const second = admission.admit(peer('10.4.0.1:1'), 301)
    t.equal(second.ok && second.evict, elsewhere, 'a stranger gives way first')
    t.equal(admission.size, 64)
    for (const stream of crowd.slice(1, 3)) admission.gone(stream)
    seat('10.5.0.1:1', 400)
    seat('10.6.0.1:1', 401)
    const strangersGone = [...Array(3)].map((_, n) => admission.admit(peer(`10.${20 + n}.0.1:1`), 500 + n))
    t.ok(strangersGone.some((verdict) => verdict.ok))
    t.end()
  },
)

t.test('nobody is evicted for a newcomer whose own network would be as dense', (t) => {
  const admission = new Admission({ local: false })
  for (let n = 0; n < 40; n++) {
    const stream = peer(`10.0.${n}.1:1`)
    admission.admit(stream, n)
    admission.proven(stream)
  }
  t.same(admission.admit(peer('10.9.0.1:1'), 100), { ok: false, reason: 'full' })
  t.same(admission.admit(peer(null), 100), { ok: false, reason: 'full' })
  t.equal(admission.size, 40)
  t.end()
})
