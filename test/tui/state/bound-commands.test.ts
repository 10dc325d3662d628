import t from 'tap'
import { Face } from '../face.js'
import { FakeEngine } from '../fake-engine.js'

function village() {
  const engine = new FakeEngine()
  const garden = engine.addRoom('garden')
  engine.addRoom('dev')
  return { engine, garden }
}

t.test('a command is bound to a key, kept, listed by the help, and taken away again', async (t) => {
  const face = await Face.start(t, village().engine)
  await face.enter('/bind f5 /room dev')
  t.match(face.said, /F5 is \/room dev now/)
  t.equal(face.config.text, '[keys]\nf5 = "/room dev"\n')
  await face.press('f5')
  t.equal(face.room, '#dev')
  await face.enter('/key')
  t.match(face.dialog().join('\n'), /YOUR KEYS[\s\S]*F5 +\/room dev/)
  await face.press('escape')
  await face.enter('/unbind f5')
  t.equal(face.config.text, '[keys]\n')
})

t.test('what a bound command sends leaves the line that is being written as it is', async (t) => {
  const { engine, garden } = village()
  const face = await Face.start(t, engine)
  await face.enter('/alias hi /me waves at $*')
  await face.enter('/bind Ctrl-X h /hi all')
  await face.type('half a sen')
  await face.press('C-x', 'h')
  t.match(engine.room(garden).messages.at(-1), { text: 'waves at all', format: 1 })
  t.equal(face.input, 'half a sen')
  engine.gone = true
  engine.die()
  await face.settle()
  await face.press('C-x', 'h')
  t.match(face.said, /engine is away/)
  t.equal(face.input, 'half a sen')
})

t.test(
  'a command that is not there is not bound, and one that has gone says so when its key is pressed',
  async (t) => {
    const face = await Face.start(t, village().engine)
    await face.enter('/bind f5 /nmaes')
    t.match(face.said, /no command \/nmaes: nothing was bound/)
    await face.enter('/alias hi /me waves')
    await face.enter('/bind f5 /hi')
    await face.enter('/unalias hi')
    await face.press('f5')
    t.match(face.said, /no command \/hi: nothing was sent/)
    await face.enter('/bind x /names')
    t.match(face.said, /a letter alone is text/)
    await face.type('/bind f6 /nam')
    await face.press('tab')
    t.match(face.input, /^\/bind f6 \/names/)
  },
)
