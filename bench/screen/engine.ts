/**
 * An engine that speaks the real contract over the real socket and makes its history up: what the screen costs is measured
 * without what a real one would do meanwhile. `rate` messages a second arrive in the room that is shown.
 */

import { systemClock } from '../../src/lib/clock.js'
import { EngineHost } from '../../src/rpc/engine-host.js'
import { FakeEngine, fakeMessage } from '../../test/rpc/fake-engine.js'

const [profileDir = '', messages = '0'] = process.argv.slice(2)
const startMs = Date.UTC(2026, 10, 20)
const words = 'the relay in Lyon is back seeding it now got all blocks history goes far as you like'.split(
  ' ',
)
const nicks = ['bob', 'chidi', 'dmitri', 'eleanor', 'fatou', 'grace', 'hiro', 'ana-maria']

const engine = new FakeEngine()
engine.nick = 'ana'
const { handle } = engine.addRoom({ name: 'garden', members: 9, peers: 3, online: 3 })
for (const name of ['dev', 'lobby', 'mesh', 'paris', 'books', 'tokyo', 'lyon', 'music', 'food'])
  engine.addRoom({ name })
for (let index = 0; index < Number(messages); index += 1) arrive(index)
engine.changeRoom(handle, {})
const host = new EngineHost({
  profileDir,
  load: async () => engine,
  stay: true,
  clock: systemClock,
  pid: process.pid,
  report: (error) => console.error(error),
})
await host.ready()
process.send?.('ready')

let rate = 0
let owed = 0
let lastMs = performance.now()
setInterval(() => {
  const nowMs = performance.now()
  owed = rate === 0 ? 0 : owed + ((nowMs - lastMs) / 1_000) * rate
  lastMs = nowMs
  for (; owed >= 1; owed -= 1) {
    arrive(engine.messages.get(handle)!.length)
    engine.changeRoom(handle, {})
  }
}, 5)
process.on('message', (wanted: number) => {
  rate = wanted
})
process.on('disconnect', () => process.exit())

function arrive(index: number): void {
  const nick = nicks[(index * 7) % nicks.length]!
  const author = Buffer.from(nick).toString('hex').padEnd(64, '0')
  const length = 3 + ((index * 13) % 15)
  const text = Array.from({ length }, (_, at) => words[(index + at * 5) % words.length]).join(' ')
  engine.messages.get(handle)!.push(
    fakeMessage({
      seq: index,
      id: index.toString(16).padStart(64, '0'),
      timeMs: startMs + index * 1_000,
      ...{ author, nick, tag: nick.padEnd(8, 'y'), mine: false, unread: false, delivery: null },
      text: `${index} ${text}`,
    }),
  )
}
