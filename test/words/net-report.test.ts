import t from 'tap'
import type { NetReason, NetRoomView, NetView } from '../../src/api/views.js'
import { safe, sanitizeLine } from '../../src/text/sanitize.js'
import { reportNet } from '../../src/words/net-report.js'
import { reasonWords } from '../../src/words/reason-words.js'
import { refusalWords } from '../../src/words/refusal-words.js'
import { amount, formatSpan } from '../../src/words/span-words.js'

const room: NetRoomView = {
  ...{ handle: 'h1', room: 'ab', name: 'garden', announced: true, peers: [], logs: 3 },
  ...{ sync: { knownBlocks: 10, missingBlocks: 0 }, held: 0, lastContactMs: null },
  ...{ why: [], found: 0, writers: [], clockLeadMs: 0 },
}

const net: NetView = {
  ...{ mode: 'public', bootstrap: [], listening: null, dhtReachable: null, connections: 1, unproven: 0 },
  ...{ refused: {}, rooms: [room] },
}

const moment = (timeMs: number) => safe`at ${timeMs}`
const reasons: readonly NetReason[] = [
  ...(['offline', 'no-dht', 'not-announced', 'nobody-found', 'not-reached'] as const),
  ...(['wrong-room', 'old-version', 'refused', 'clock'] as const),
]

t.test('every reason says what is so and what to do about it, in whole sentences', async (t) => {
  const seen = new Set<string>()
  for (const reason of reasons) {
    for (const mode of ['public', 'private'] as const) {
      for (const change of [
        { found: 1, clockLeadMs: 0 },
        { found: 3, clockLeadMs: 180_000 },
      ]) {
        const { says, advice } = reasonWords(reason, { ...room, ...change }, { ...net, mode })
        t.match(says, /^\S.*[.]$/, reason)
        t.match(advice, /^[A-Z].*[.]$/, reason)
        seen.add(says)
      }
    }
  }
  t.equal(seen.size, reasons.length + 2, 'no two reasons read the same')
  t.match(reasonWords('no-dht', room, net).advice, /firewall/)
  t.match(reasonWords('no-dht', room, { ...net, mode: 'private' }).advice, /bootstrap/)
  t.match(reasonWords('not-reached', { ...room, found: 3 }, net).says, /^3 were found/)
  t.match(reasonWords('clock', { ...room, clockLeadMs: 180_000 }, net).says, /3 minutes slow/)
})

t.test('the report tells how the network stands, and why peers were refused', async (t) => {
  const quiet = reportNet(net, moment)
  t.equal(quiet.network, 'public, no socket open, DHT not asked yet')
  t.equal(quiet.peers, '1 connection')
  t.same(quiet.refused, [])
  const strangers = reportNet({ ...net, connections: 2, unproven: 1 }, moment)
  t.equal(strangers.peers, '2 connections, 1 of them not known to share a room with you')
  const busy = reportNet(
    {
      ...net,
      ...{ mode: 'private', bootstrap: ['a:1', 'b:2'], listening: '0.0.0.0:9', dhtReachable: true },
      ...{ refused: { full: 2, 'guard: seek': 1, 'something else': 3 } },
    },
    moment,
  )
  t.equal(busy.network, 'private through a:1, b:2, listening on 0.0.0.0:9, DHT reachable')
  t.same(busy.refused, [
    '2 × no place left for more connections',
    '1 × sent a message that no honest peer sends (seek)',
    '3 × something else',
  ])
  t.match(reportNet({ ...net, dhtReachable: false }, moment).network, /DHT not reachable$/)
  t.equal(refusalWords('constructor'), 'constructor')
})

t.test(
  'the report of a room tells of peers, of what is missing of whom, and why nobody is here',
  async (t) => {
    const [alone] = reportNet({ ...net, rooms: [{ ...room, why: ['nobody-found'] }] }, moment).rooms
    t.equal(alone?.label, '#garden')
    t.equal(
      alone?.summary,
      'announced, 0 found, 3 logs, nothing missing, no member met since the engine started',
    )
    t.same(
      alone?.lines.map(({ kind }) => kind),
      ['problem', 'advice'],
    )
    const peer = {
      author: null,
      nick: null,
      level: 1,
      address: null,
      sinceMs: 5,
      ahead: 1,
      behind: 2,
    } as const
    const writer = (nick: string, have: number) => ({ author: nick, nick, have, known: 10, unserved: 0 })
    const [full] = reportNet(
      {
        ...net,
        rooms: [
          {
            ...{
              ...room,
              name: null,
              announced: false,
              found: 2,
              held: 1,
              lastContactMs: 7,
              clockLeadMs: 65_000,
            },
            sync: { knownBlocks: 10, missingBlocks: 4 },
            peers: [peer, { ...peer, nick: 'b\x1bob', level: 3, address: '1.2.3.4:5' }],
            writers: [
              writer('eve', 6),
              writer('ana', 10),
              ...Array.from({ length: 13 }, () => writer('x', 1)),
            ],
          },
        ],
      },
      moment,
    ).rooms
    t.equal(full?.label, '(no name yet)')
    t.match(
      full?.summary,
      'not announced, 2 found, 3 logs, 4 of 10 blocks missing, 1 dated in the future, last contact at 7',
    )
    const lines = full?.lines.map(({ text }) => String(text)) ?? []
    t.same(lines.slice(0, 3), [
      '(unknown), may copy, since at 5, has 1 block that you miss, misses 2 of yours',
      `${sanitizeLine('b\x1bob')} at 1.2.3.4:5, may write, since at 5, has 1 block that you miss, misses 2 of yours`,
      'of eve: 6 of 10 blocks here',
    ])
    t.equal(lines.filter((line) => line.startsWith('of ')).length, 12)
    t.same(lines.slice(-2), [
      'and something of 2 more is missing',
      "The others' clocks are 1 minute ahead of this machine's.",
    ])
    t.notMatch(lines.join(''), '\x1b')
    const [told] = reportNet({ ...net, rooms: [{ ...room, why: ['clock'], clockLeadMs: 9e5 }] }, moment).rooms
    t.equal(told?.lines.length, 2, 'the clock is told once')
  },
)

t.test('spans of time are as precise as people speak of them', async (t) => {
  t.same([1000, 45_000, 65_000, 3_600_000, 86_400_000, 9e8].map(formatSpan), [
    ...['1 second', '45 seconds', '1 minute', '1 hour', '1 day', '10 days'],
  ])
  t.same(
    [0, 1, 2].map((count) => amount(count, safe`peer`)),
    ['0 peers', '1 peer', '2 peers'],
  )
})

t.test('a fast clock of this machine is told also while somebody is here, with what to do', async (t) => {
  const [told] = reportNet({ ...net, rooms: [{ ...room, clockLeadMs: -3_600_000 }] }, moment).rooms
  t.match(told?.lines, [
    { kind: 'problem', text: /seems to be 1 hour fast, or more/ },
    { kind: 'advice', text: /^Set it right/ },
  ])
})
