import t from 'tap'
import { searchWhileTyping } from '../../../src/tui/effects/search-while-typing.js'
import { openSearch } from '../../../src/tui/state/overlays.js'
import { Face } from '../face.js'
import { FakeEngine } from '../fake-engine.js'
import { ManualClock } from '../manual-clock.js'

async function searching(t: Parameters<typeof Face.start>[0]) {
  const engine = new FakeEngine()
  const handle = engine.addRoom('garden')
  engine.receive(handle, 'the relay in lyon', { unread: false })
  engine.change(handle)
  const face = await Face.start(t, engine)
  const clock = new ManualClock()
  const asked: string[] = []
  face.store.on(({ action }) => {
    if (action.type === 'searchAsked') asked.push(action.query)
  })
  t.teardown(searchWhileTyping(face.store, clock))
  for (const action of openSearch(face.state, '')) face.store.dispatch(action)
  return { face, clock, asked, engine }
}

t.test('hits come while one types, once the words have stood for a moment', async (t) => {
  const { face, clock, asked } = await searching(t)
  await face.type('rel')
  clock.advance(100)
  await face.type('ay')
  clock.advance(199)
  t.same(asked, [])
  clock.advance(1)
  t.same(asked, ['relay'])
  await face.settle()
  t.match(face.dialog().join('\n'), /the relay in lyon/)
  await face.press('enter')
  t.match(face.state.overlays, [{ kind: 'search', looking: true }], 'Enter goes to the hit')
})

t.test(
  'nothing is asked for one letter, for what Enter asked already, when it was left, or without an engine',
  async (t) => {
    const { face, clock, asked, engine } = await searching(t)
    await face.type('r')
    clock.advance(1000)
    t.same(asked, [])
    await face.type('elay')
    await face.press('enter')
    clock.advance(1000)
    t.same(asked, ['relay'])
    engine.gone = true
    engine.die()
    await face.settle()
    await face.type(' in')
    clock.advance(1000)
    await face.type(' lyon')
    await face.press('escape')
    clock.advance(1000)
    t.same(asked, ['relay'])
  },
)
