/** Choosing in the dialogs about one message, also in steps that are longer than the list. */
import t, { type Test } from 'tap'
import { actionsForMouse } from '../../../src/tui/state/mouse.js'
import { selectOverlay } from '../../../src/tui/state/selectors.js'
import { Face } from '../face.js'
import { FakeEngine } from '../fake-engine.js'

process.env.TZ = 'UTC'

async function picked(t: Test): Promise<{ face: Face; reactions: () => string[] }> {
  const engine = new FakeEngine()
  const garden = engine.addRoom('garden')
  engine.receive(garden, 'https://hocket.org and https://example.org', { unread: false })
  engine.change(garden)
  const face = await Face.start(t, engine)
  await face.press('C-up')
  const reactions = () =>
    engine.room(garden).messages.flatMap((message) => message.reactions.map(({ emoji }) => emoji))
  return { face, reactions }
}

function selected(face: Face): number | undefined {
  const overlay = selectOverlay(face.state)
  return overlay !== undefined && 'selected' in overlay ? overlay.selected : undefined
}

t.test('Page Up in a short list goes round it, and Enter does what is selected then', async (t) => {
  const { face, reactions } = await picked(t)
  await face.type('+')
  await face.press('pageup')
  t.equal(selected(face), 2, 'ten up from the first of six')
  await face.press('enter')
  t.same(reactions(), ['😂'])
})

t.test('the wheel goes round lists that are shorter than its step', async (t) => {
  const { face } = await picked(t)
  await face.type('o')
  const wheel = { kind: 'mouse', does: 'wheel-up', button: 0, x: 0, y: 0 } as const
  for (const action of actionsForMouse(face.state, wheel)) face.store.dispatch(action)
  t.equal(selected(face), 1, 'three up from the first of two')
  await face.press('pagedown')
  t.equal(selected(face), 1)
})

t.test('where nothing can be reacted with, steps and Enter do nothing', async (t) => {
  const { face, reactions } = await picked(t)
  await face.type('+')
  await face.type('nosuchname')
  await face.press('pageup', 'down')
  t.equal(selected(face), 0)
  await face.press('enter')
  t.same(reactions(), [])
})
