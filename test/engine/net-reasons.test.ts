/** Why nobody is here: one sentence of facts for each reason. */
import t from 'tap'
import { type NetFacts, netReasons } from '../../src/engine/net-reasons.js'
import { Troubles } from '../../src/sync/troubles.js'

const fine: NetFacts = {
  ...{ mode: 'public', dhtReachable: true, announced: true },
  ...{ peers: 0, found: 1, troubles: [], clockLeadMs: 0 },
}

t.test('each state of the network has its reasons, the most likely one first', async (t) => {
  const cases: readonly (readonly [Partial<NetFacts>, readonly string[]])[] = [
    [{ peers: 1, troubles: ['bad proof'], clockLeadMs: 9 }, []],
    [{ mode: 'offline', clockLeadMs: 9 }, ['offline']],
    [{ dhtReachable: false, announced: false, found: 0 }, ['no-dht']],
    [{ dhtReachable: false, clockLeadMs: 9 }, ['no-dht', 'clock']],
    [{ dhtReachable: null, announced: false, found: 0 }, ['not-announced', 'nobody-found']],
    [{ found: 0 }, ['nobody-found']],
    [{ found: 0, clockLeadMs: 9 }, ['nobody-found', 'clock']],
    [{}, ['not-reached']],
    [{ announced: false }, ['not-reached', 'not-announced']],
    [{ troubles: ['bad proof'] }, ['wrong-room']],
    [{ troubles: ['bad genesis'] }, ['wrong-room']],
    [{ troubles: ['no room in common'], found: 0 }, ['wrong-room', 'nobody-found']],
    [{ troubles: ['no greeting in time'] }, ['old-version']],
    [{ troubles: ['the greeting is of version 2, this program knows version 1'] }, ['old-version']],
    [{ troubles: ['cool-down', 'no proof in time'] }, ['refused']],
    [
      { troubles: ['full', 'the proof is of version 3, it says', 'bad proof'] },
      ['wrong-room', 'old-version', 'refused'],
    ],
  ]
  for (const [facts, reasons] of cases)
    t.same(netReasons({ ...fine, ...facts }), reasons, JSON.stringify(facts))
})

t.test('troubles are counted for ever and recent for ten minutes', async (t) => {
  const troubles = new Troubles()
  troubles.note('bad proof', 1_000)
  troubles.note('full', 2_000)
  troubles.note('full', 500_000)
  t.same(Object.fromEntries(troubles.counts), { 'bad proof': 1, full: 2 })
  t.same(troubles.recent(600_999), ['bad proof', 'full'])
  t.same(troubles.recent(601_000), ['full'])
  t.same(troubles.recent(9_999_999), [])
})
