import t, { type Test } from 'tap'
import { HocketError } from '../../../src/errors.js'
import { Face } from '../face.js'
import { FakeEngine } from '../fake-engine.js'

async function inGarden(t: Test): Promise<{ face: Face; engine: FakeEngine }> {
  const engine = new FakeEngine({ nick: 'ana' })
  engine.addRoom('garden')
  return { engine, face: await Face.start(t, engine) }
}

t.test(
  'a command that the engine did not answer is in the line again, and what happened stays said',
  async (t) => {
    for (const line of ['/nick bea', '/rename wood', '/create wood', '/notify none']) {
      const { face, engine } = await inGarden(t)
      engine.die()
      await face.settle()
      await face.enter(line)
      t.equal(face.input, line)
      t.match(face.said, /The engine is away|The engine ended/, line)
      const { said } = face
      await face.engineBack()
      t.equal(face.state.engine, 'up')
      t.equal(face.said, said, 'it is not taken away unread')
      await face.press('enter')
      t.equal(face.input, '', 'it is carried out now')
      t.notMatch(face.state.notice, { level: 'error' })
    }
  },
)

t.test(
  'a command never overwrites what is being typed, and one that was refused is not given back',
  async (t) => {
    const { face, engine } = await inGarden(t)
    engine.failing.set('me.nick', new HocketError('ENGINE_GONE', 'The engine ended.'))
    face.store.dispatch({ type: 'edited', edit: { op: 'insert', text: '/nick bea' } })
    const entered = face.press('enter')
    face.store.dispatch({ type: 'edited', edit: { op: 'insert', text: 'next' } })
    await entered
    t.equal(face.input, 'next')
    await face.press('C-u', 'up')
    t.equal(face.input, '/nick bea')
    engine.failing.set('me.nick', new HocketError('BAD_NICK', 'No.'))
    await face.enter('/nick bea')
    t.equal(face.input, '')
    t.match(face.said, /No\./)
  },
)

t.test('a search that fails says so where it was asked for, and can be asked again', async (t) => {
  const { face, engine } = await inGarden(t)
  engine.failing.set('room.search', new HocketError('ENGINE_GONE', 'The engine ended.'))
  await face.enter('/search words')
  t.match(face.dialog().join('\n'), /Not searched: The engine ended\./)
  engine.failing.clear()
  await face.press('enter')
  t.match(face.dialog().join('\n'), /Nothing found/)
})
