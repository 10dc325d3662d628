/** What becomes of a message when the engine dies while it is sent. */
import t, { type Test } from 'tap'
import { HocketError } from '../../../src/errors.js'
import { actionsForChord } from '../../../src/tui/state/keymap.js'
import { selectInput } from '../../../src/tui/state/selectors.js'
import { Face } from '../face.js'
import { FakeEngine, idOf } from '../fake-engine.js'

async function faceOf(t: Test) {
  const engine = new FakeEngine()
  const handle = engine.addRoom('garden')
  const face = await Face.start(t, engine)
  return {
    engine,
    face,
    texts: () => engine.room(handle).messages.map(({ text }) => text),
  }
}

t.test(
  'a message that was stored before the engine died is sent once, and leaves the line again',
  async (t) => {
    const { engine, face, texts } = await faceOf(t)
    engine.sent.dying = 'after'
    await face.submit('precious')
    t.equal(face.input, 'precious', 'nobody knows yet: the text is kept')
    t.match(face.said, /engine ended while this was being sent.*kept/)
    await face.engineBack()
    t.equal(face.input, '')
    t.match(face.said, /stored before the engine ended/)
    t.same(texts(), ['precious'])
    await face.submit('precious')
    t.same(texts(), ['precious', 'precious'], 'saying it again on purpose is another message')
  },
)

t.test(
  'a message that was not stored stays in the line, and goes out when it is entered again',
  async (t) => {
    const { engine, face, texts } = await faceOf(t)
    engine.sent.dying = 'before'
    await face.submit('precious')
    await face.engineBack()
    t.equal(face.input, 'precious')
    t.match(face.said, /“precious” was not sent.*Enter sends it/)
    await face.press('enter')
    t.same(texts(), ['precious'])
    t.equal(face.input, '')
  },
)

t.test('entering it again before the engine was asked does not send it twice', async (t) => {
  const { engine, face, texts } = await faceOf(t)
  engine.sent.dying = 'after'
  await face.submit('precious')
  engine.failing.set('room.sent', new HocketError('INTERNAL', 'It does not say.'))
  await face.engineBack()
  await face.press('enter')
  t.same(texts(), ['precious'])
  t.equal(face.input, '')
})

t.test('what was written meanwhile stays when the message turns out to be stored', async (t) => {
  const { engine, face, texts } = await faceOf(t)
  engine.sent.dying = 'after'
  await face.submit('precious')
  await face.enter('something else')
  await face.engineBack()
  t.equal(face.input, 'something else')
  t.same(texts(), ['precious'])
})

t.test('a text that comes back still names by key whom it named', async (t) => {
  const { engine, face } = await faceOf(t)
  engine.failing.set('room.send', new HocketError('DISK_FULL', 'The disk is full. Nothing was sent.'))
  await face.type('/me greets ben')
  const author = idOf('ben')
  const { editor } = selectInput(face.state)
  const mentions = [{ author, start: 11, end: 14 }]
  face.store.dispatch({ type: 'editorClosed', handle: 'h1', text: '' })
  face.store.dispatch({ type: 'draftsRead', drafts: new Map([['h1', { text: editor.text, mentions }]]) })
  for (const action of actionsForChord(face.state, 'enter')) face.store.dispatch(action)
  await face.settle()
  t.equal(face.input, '/me greets ben')
  t.same(selectInput(face.state).editor.mentions, mentions)
})
