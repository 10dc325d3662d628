import t from 'tap'
import type { NetRoomView } from '../../src/api/views.js'
import { HocketError } from '../../src/errors.js'
import { FakeEngine, startMs } from './fake-engine.js'
import { showScreen } from './show-screen.js'

process.env.TZ = 'UTC'

function netRoom(handle: string, name: string, change: Partial<NetRoomView> = {}): NetRoomView {
  return {
    ...{ handle, name, room: null, announced: true, peers: [], logs: 2, held: 0, lastContactMs: startMs },
    ...{
      sync: { knownBlocks: 9, missingBlocks: 0 },
      why: [],
      found: 0,
      writers: [],
      clockLeadMs: 0,
      ...change,
    },
  }
}

function alone(): FakeEngine {
  const engine = new FakeEngine()
  engine.addRoom('garden')
  engine.addRoom('dev')
  engine.net = {
    ...engine.net,
    refused: { 'bad proof': 2 },
    rooms: [netRoom('h2', 'dev'), netRoom('h1', 'gar\x1bden', { why: ['not-reached'], found: 3 })],
  }
  return engine
}

t.test('/net says why nobody is here and what to do, the room that is looked at first', async (t) => {
  const { terminal } = showScreen(t, alone(), { rows: 30 })
  await terminal.until(/▲ connecting \(trying 3 peers\)/)
  terminal.type('/net\r')
  const screen = await terminal.until(/─ Network ─/)
  t.match(screen, /2 × could not prove the keys of the room/)
  t.match(
    screen,
    /#gar␛den[\s\S]*last contact 21 Nov 20:00[\s\S]*! 3 were found, but no connection[\s\S]*#dev/,
  )
  t.match(screen, /strict firewalls/)
  terminal.type('q')
  await terminal.until(/^(?![\s\S]*Network)/)
})

t.test('F2 opens and closes it; r looks for peers again and shows what was found', async (t) => {
  const { terminal, engine } = showScreen(t, alone(), { rows: 30 })
  await terminal.until(/1:#garden/)
  terminal.type('\x1bOQ')
  await terminal.until(/! 3 were found/)
  engine.net = { ...engine.net, rooms: [netRoom('h1', 'garden', { found: 1, why: ['wrong-room'] })] }
  terminal.type('r')
  await terminal.until(/! Somebody was connected who does not hold the keys/)
  t.ok(engine.calls.includes('net.refresh'))
  terminal.type('\x1bOQ')
  await terminal.until(/^(?![\s\S]*Network)/)
})

t.test('what stands in it follows the network while it is open', async (t) => {
  const { terminal, engine } = showScreen(t, alone(), { rows: 30 })
  await terminal.until(/1:#garden/)
  terminal.type('\x1bOQ')
  await terminal.until(/! 3 were found/)
  engine.net = {
    ...engine.net,
    rooms: [netRoom('h1', 'garden', { writers: [{ ...bob, have: 3, known: 9, unserved: 0 }] })],
  }
  await terminal.until(/of bob: 3 of 9 blocks here/)
})

t.test('looking again says so when the engine cannot', async (t) => {
  const { terminal, engine } = showScreen(t, alone(), { rows: 30 })
  await terminal.until(/1:#garden/)
  engine.failing.set('net.refresh', new HocketError('INTERNAL', 'The network is closed.'))
  terminal.type('\x1bOQ')
  await terminal.until(/! 3 were found/)
  terminal.type('r')
  await terminal.until(/The network is closed/)
  t.notMatch((await terminal.lines()).join('\n'), /Looking/)
})

const bob = { author: 'b', nick: 'bob' }
