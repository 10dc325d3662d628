/** The line at the tail that says what nobody who is connected has. */
import t from 'tap'
import { Face } from '../face.js'
import { FakeEngine, idOf } from '../fake-engine.js'

t.test(
  'what nobody has who is connected is one line at the tail, and goes when somebody has it',
  async (t) => {
    const engine = new FakeEngine()
    const garden = engine.addRoom('garden')
    for (let index = 0; index < 60; index += 1) engine.receive(garden, `text ${index}`, { unread: false })
    engine.change(garden)
    const face = await Face.start(t, engine)
    engine.change(garden, { unserved: [{ author: idOf('ana'), nick: 'ana', blocks: 12 }] })
    await face.settle()
    t.match(face.lines().at(-1), /^ +⋯ up to 12 messages of ana: waiting for a peer that has them *$/)
    t.match(face.lines().at(-2), /text 59/)
    await face.press('pageup')
    t.notMatch(face.lines().join('\n'), /waiting for a peer/, 'it belongs to the tail')
    await face.press('escape')
    engine.change(garden, { unserved: [] })
    await face.settle()
    t.match(face.lines().at(-1), /text 59/)
  },
)

t.test('an answer to a message that is not here says so in its quote', async (t) => {
  const engine = new FakeEngine()
  const garden = engine.addRoom('garden')
  const reply = { id: idOf('absent'), author: null, nick: null, text: null }
  engine.receive(garden, 'yes', { reply, unread: false })
  engine.change(garden)
  const face = await Face.start(t, engine)
  t.match(face.lines().join('\n'), /a message that is not here\n[^\n]*yes/)
})
