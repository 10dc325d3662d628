/** What becomes of a message whose engine died while it was sent, when the screen ends before the next engine was asked. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { HocketError } from '../../../src/errors.js'
import { DraftFiles } from '../../../src/tui/files/draft-files.js'
import { selectInput } from '../../../src/tui/state/selectors.js'
import { Face } from '../face.js'
import { FakeEngine } from '../fake-engine.js'

/** A screen has ended with "precious" in its line, and nobody knows whether it was stored. */
async function unsure(t: Test, dying: 'before' | 'after', { edit = '' } = {}) {
  const engine = new FakeEngine()
  const handle = engine.addRoom('garden')
  const dir = join(t.testdir({}), 'screen')
  const open = () => {
    const face = new Face(engine, undefined, dir)
    t.teardown(() => face.close())
    return face
  }
  const first = open()
  await first.effects.attachment.use(engine.client())
  await first.settle()
  engine.sent.dying = dying
  await first.submit('precious')
  await first.type(edit)
  await first.close()
  engine.gone = false
  return {
    ...{ engine, open, dir },
    texts: () => engine.room(handle).messages.map(({ text }) => text),
    asked: () => engine.calls.filter((method) => method === 'room.sent').length,
    /** The next screen, with its draft read and an engine attached. */
    next: async () => {
      const face = open()
      await face.until(() => selectInput(face.state, handle).editor.text !== '')
      await face.effects.attachment.use(engine.client())
      await face.settle()
      return face
    },
  }
}

t.test('one that was stored leaves the line of the next screen, and its file', async (t) => {
  const { dir, open, next, engine, texts } = await unsure(t, 'after')
  const face = await next()
  t.equal(face.input, '')
  t.match(face.said, /stored before the engine ended/)
  await face.close()
  t.notOk((await readdir(dir)).some((name) => name.startsWith('draft-')))
  const third = open()
  await third.effects.attachment.use(engine.client())
  await third.settle()
  t.equal(third.input, '')
  t.same(texts(), ['precious'])
})

t.test('one that was not stored stays in the line of the next screen, and goes out once', async (t) => {
  const { next, texts } = await unsure(t, 'before')
  const face = await next()
  t.equal(face.input, 'precious')
  t.match(face.said, /“precious” was not sent.*Enter sends it/)
  await face.press('enter')
  t.same(texts(), ['precious'])
  t.equal(face.input, '')
})

t.test('the engine is asked also when it is attached before the draft was read', async (t) => {
  const { engine, open, asked, texts } = await unsure(t, 'after')
  const face = open()
  await face.effects.attachment.use(engine.client())
  await face.until(() => asked() > 0)
  await face.settle()
  t.equal(face.input, '')
  t.same(texts(), ['precious'])
})

t.test('entered by the next screen before the engine told, it is still sent once', async (t) => {
  const { engine, next, texts } = await unsure(t, 'after')
  engine.failing.set('room.sent', new HocketError('INTERNAL', 'It does not say.'))
  const face = await next()
  t.equal(face.input, 'precious')
  await face.press('enter')
  t.same(texts(), ['precious'])
  t.equal(face.input, '')
})

t.test('one that was edited since is a new text, of which no engine is asked', async (t) => {
  const { dir, next, asked, texts } = await unsure(t, 'after', { edit: '!' })
  const { drafts } = await new DraftFiles(dir).read()
  t.same([...drafts.values()], [{ text: 'precious!', mentions: [] }])
  const face = await next()
  t.equal(face.input, 'precious!')
  t.equal(asked(), 0)
  await face.press('enter')
  t.same(texts(), ['precious', 'precious!'])
})

t.test('a room that was left meanwhile is no failure, and its text stays where it is', async (t) => {
  const { engine, next } = await unsure(t, 'before')
  engine.failing.set('room.sent', new HocketError('UNKNOWN_ROOM', 'There is no such room.'))
  const face = await next()
  t.equal(face.said, '')
  t.equal(face.input, 'precious')
})
