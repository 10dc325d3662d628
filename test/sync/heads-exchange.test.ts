/** How two peers compare what they hold, seen from one side: what is asked, what is answered, what ends the stream. */
import t from 'tap'
import { Emitter } from '../../src/lib/emitter.js'
import { digestOf, type HeadEntry } from '../../src/protocol/heads.js'
import type { LogKey } from '../../src/protocol/ids.js'
import * as m from '../../src/protocol/messages.js'
import { HeadsExchange } from '../../src/sync/heads-exchange.js'
import { InvalidProofs } from '../../src/sync/invalid-proofs.js'
import type { Replica } from '../../src/sync/replica.js'
import { must, seeded } from '../protocol/world.js'
import { ManualClock } from '../testnet/manual-clock.js'

const { messageIndex } = m
const key = (first: string) => `${first}${'0'.repeat(62)}` as LogKey
const [aa, ab, bb] = [key('aa'), key('ab'), key('bb')] as const
/** The head of any log at that length, as everybody honest computes it. */
const head = (log: LogKey, length: number) => seeded(`${log} ${length}`)
const entry = (log: LogKey, length: number): HeadEntry => ({ log, length, head: head(log, length) })
const forked = (log: LogKey, length: number): HeadEntry => ({ log, length, head: seeded('another') })

/** One side of an exchange that holds these logs. */
function side(...held: readonly HeadEntry[]) {
  const heads = new Map(held.map((own) => [own.log, own]))
  const sent: { index: number; message: Uint8Array }[] = []
  const verdicts: string[] = []
  const violations: string[] = []
  const attached = new Set<LogKey>()
  const fetched: LogKey[] = []
  const clock = new ManualClock()
  const replica = {
    heads: () => [...heads.values()],
    headOf: (log) => heads.get(log),
    headAt: async (log, length) => (length > (heads.get(log)?.length ?? -1) ? undefined : head(log, length)),
    cardOf: (log) => (heads.has(log) ? Buffer.from(log) : undefined),
    takeCard: async (card, isAsked) => {
      const log = Buffer.from(card).toString() as LogKey
      if (!/^[0-9a-f]{64}$/.test(log)) return { state: 'invalid' }
      if (!isAsked(log)) return { state: 'unasked' }
      heads.set(log, entry(log, 0))
      return { state: 'accepted', log }
    },
    isOwn: (log) => log === aa,
    grew: new Emitter<LogKey>(),
  } satisfies Partial<Replica> as unknown as Replica
  const exchange = new HeadsExchange({
    replica,
    clock,
    mayHaveCards: () => true,
    stream: {
      send: (index, message) => void sent.push({ index, message }),
      attach: async (log) => attached.add(log) !== undefined,
      isAttached: (log) => attached.has(log),
      fetch: (log) => void fetched.push(log),
      violate: (reason) => void violations.push(reason),
      onHead: ({ log }, verdict) => void verdicts.push(`${log.slice(0, 2)} ${verdict}`),
    },
  })
  /** What was said with this index, decoded; said once. */
  const said = <T>(index: number, read: (message: Uint8Array) => { ok: boolean }): T[] => {
    const found = sent
      .filter((one) => one.index === index)
      .map(({ message }) => must(read(message) as never) as T)
    for (const one of sent.filter((other) => other.index === index)) sent.splice(sent.indexOf(one), 1)
    return found
  }
  return { exchange, clock, heads, verdicts, violations, attached, fetched, said, sent }
}

t.test('equal digests mean that the peer holds all that we hold; nothing more is asked', async (t) => {
  const { exchange, verdicts, said, sent } = side(entry(aa, 3), entry(bb, 5))
  exchange.start()
  exchange.start()
  const [digest, ...more] = said<m.DigestMessage>(messageIndex.digest, m.readDigest)
  t.same(more, [])
  exchange.onDigest(digest!)
  t.same(verdicts, ['aa same', 'bb same'])
  t.same(sent, [])
  t.same(exchange.lag, { ahead: 0, behind: 0 })
})

t.test('different digests lead to the logs that differ, and to no others', async (t) => {
  const here = side(entry(aa, 3), entry(bb, 5))
  const there = side(entry(aa, 3), entry(bb, 4), entry(ab, 1))
  for (const { exchange } of [here, there]) exchange.start()
  here.exchange.onDigest({ logs: 3, digest: digestOf([...there.heads.values()]) })
  const [buckets] = here.said<Uint8Array>(messageIndex.buckets, m.readBuckets)
  there.exchange.onBuckets(buckets!)
  t.same(there.verdicts, ['aa same'], 'the buckets that are equal are known to be')
  const [asked] = there.said<number[]>(messageIndex.bucketReq, m.readBucketReq)
  t.same(asked, [0xab, 0xbb])
  here.exchange.onBucketReq(asked!)
  t.match(here.said<m.EntriesMessage>(messageIndex.entries, m.readEntries), [
    { last: true, entries: [entry(bb, 5)] },
  ])
  here.exchange.onBucketReq([7])
  t.match(here.said<m.EntriesMessage>(messageIndex.entries, m.readEntries), [{ last: true, entries: [] }])
})

t.test('a longer log is wanted once its head fits ours, a forked one never', async (t) => {
  const { exchange, verdicts, said, fetched, violations } = side(entry(bb, 5))
  exchange.start()
  await exchange.onHeads([entry(bb, 9)])
  t.match(said(messageIndex.headAtReq, m.readHeadAtReq), [{ log: bb, length: 5 }])
  await exchange.onHeadAt(forked(bb, 5))
  t.same([verdicts, said(messageIndex.want, m.readWant)], [['bb forked'], []])
  await exchange.onHeadAt(entry(bb, 5))
  t.same(said(messageIndex.want, m.readWant), [[bb]])
  await exchange.onHeadAt(entry(ab, 5))
  await exchange.onHeadAt(entry(bb, 99))
  await exchange.onHeads([entry(bb, 3), forked(bb, 4)])
  t.same(verdicts, ['bb forked', 'bb ahead', 'bb behind', 'bb forked'])
  await exchange.onReady([bb])
  t.same([fetched, violations], [[bb], []])
})

t.test('a peer that was slow and is asked twice may answer twice; who was not asked may not', async (t) => {
  const { exchange, clock, said, fetched, violations } = side(entry(bb, 0))
  await exchange.onHeads([entry(bb, 2)])
  await exchange.onHeads([entry(bb, 2)])
  clock.advance(15_000)
  await exchange.onHeads([entry(bb, 3)])
  clock.advance(1_000)
  t.same(said(messageIndex.want, m.readWant), [[bb], [bb]])
  await exchange.onReady([bb])
  await exchange.onReady([bb])
  t.same([fetched, violations], [[bb, bb], []])
  await exchange.onReady([aa])
  t.same(violations, ['a core nobody asked for'])
})

t.test('an unknown log is opened only with the card that was asked for', async (t) => {
  const { exchange, clock, heads, said, violations } = side()
  await exchange.onHeads([entry(aa, 2), entry(bb, 2)])
  await exchange.onHeads([entry(aa, 2)])
  t.same(said(messageIndex.cardReq, m.readCardReq), [[aa, bb]], 'each is asked for once')
  await exchange.onCards([Buffer.from(aa)])
  clock.advance(1_000)
  t.same(said(messageIndex.want, m.readWant), [[aa]])
  await exchange.onCards([Buffer.from(ab)])
  await exchange.onCards([Buffer.from('no card')])
  t.same(violations, ['a card nobody asked for', 'bad card'])
  t.same([...heads.keys()], [aa])
  exchange.onCardReq([aa, bb])
  t.same(said(messageIndex.card, m.readCardMessage), [[Buffer.from(aa)]])
})

t.test('one stream may name 1,100 new logs, and twenty more each hour', async (t) => {
  const { exchange, clock, said } = side()
  const page = (label: string, count: number) =>
    Array.from({ length: count }, (_, i) => ({
      log: Buffer.from(seeded(`${label} ${i}`)).toString('hex') as LogKey,
      length: 1,
      head: seeded(''),
    }))
  const asked = () => said<LogKey[]>(messageIndex.cardReq, m.readCardReq).flat().length
  for (const label of ['a', 'b', 'c']) await exchange.onHeads(page(label, 500))
  t.equal(asked(), 1_100)
  clock.advance(3_600_000)
  await exchange.onHeads(page('d', 500))
  t.equal(asked(), 20)
})

t.test(
  'what is wanted is attached and fetched from the peer too, unless it is our own; unknown logs are not',
  async (t) => {
    const { exchange, said, fetched, attached } = side(entry(aa, 3), entry(bb, 5))
    await exchange.onWant([aa, ab, bb])
    t.same(said(messageIndex.ready, m.readReady), [[aa, bb]])
    t.same([fetched, [...attached]], [[bb], [aa, bb]])
    await exchange.onWant([ab])
    t.same(said(messageIndex.ready, m.readReady), [])
  },
)

t.test('what grew is told to those who may lack it, together and not too often', async (t) => {
  const { exchange, clock, heads, said } = side(entry(aa, 1), entry(bb, 1))
  const updates = () =>
    said<HeadEntry[]>(messageIndex.update, m.readUpdate).map((list) =>
      list.map(({ log, length }) => `${log.slice(0, 2)} ${length}`),
    )
  exchange.grew(aa)
  t.same(updates(), [], 'not before it has begun')
  exchange.start()
  for (let length = 2; length < 9; length++) {
    heads.set(aa, entry(aa, length))
    exchange.grew(aa)
  }
  t.same(updates(), [['aa 2']])
  clock.advance(250)
  t.same(updates(), [['aa 8']])
  await exchange.onHeads([entry(bb, 1)])
  exchange.grew(bb)
  clock.advance(500)
  t.same(updates(), [], 'the peer holds it')
  t.same(exchange.lag, { ahead: 0, behind: 8 })
  clock.advance(60_000)
  t.equal(said(messageIndex.digest, m.readDigest).length, 2, 'all is compared again every minute')
  exchange.close()
  exchange.grew(aa)
  clock.advance(600_000)
  t.same([updates(), said(messageIndex.digest, m.readDigest)], [[], []])
})

t.test(
  'three blocks whose proofs do not verify are too many, but not those of a log that its author forked',
  async (t) => {
    const proofs = new InvalidProofs()
    t.same([proofs.add(aa), proofs.add(bb)], [false, false])
    proofs.forgive(aa)
    t.same([proofs.add(bb), proofs.add(ab)], [false, true])
  },
)
