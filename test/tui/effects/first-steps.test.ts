import t, { type Test } from 'tap'
import { actionsForChord, actionsForText } from '../../../src/tui/state/keymap.js'
import { Face } from '../face.js'
import { FakeEngine } from '../fake-engine.js'

async function asked(test: Test): Promise<Face> {
  const face = await Face.start(test, new FakeEngine({ nick: null }))
  await face.type('ana')
  await face.press('up', 'enter')
  test.match(face.state.overlays, [{ kind: 'welcome' }, { kind: 'prompt', prompt: 'restore' }])
  return face
}

t.test('the first start takes recovery words, and goes on with the identity that they give', async (t) => {
  const face = await asked(t)
  t.match(face.dialog().join(' '), /24 recovery words/)
  await face.press('enter')
  t.match(face.state.overlays.at(-1), { problem: /Type or paste the words/ })
  await face.type('twenty four')
  t.match(face.dialog().join(' '), /2 words of 24 so far/)
  await face.submit(' words')
  t.equal(face.restored, 'twenty four words')
  t.match(face.state.overlays, [{ kind: 'welcome', busy: null }])
  t.match(face.said, /You are who you were, on a new device/)
  t.equal(face.state.engine, 'up')
  await face.press('enter')
  t.match(face.state.overlays.at(-1), { prompt: 'join' }, 'rooms come back with their links')
})

t.test('who closes the dialog meanwhile is still who they were, and stays in the dialog below', async (t) => {
  const face = await asked(t)
  await face.type('some words')
  for (const chord of ['enter', 'escape'])
    for (const action of actionsForChord(face.state, chord)) face.store.dispatch(action)
  await face.settle()
  t.equal(face.restored, 'some words')
  t.match(face.state.overlays, [{ kind: 'welcome' }])
  t.match(face.said, /You are who you were/)
})

t.test('what is typed while an answer is on its way goes nowhere: words are never a nickname', async (t) => {
  const face = await Face.start(t, new FakeEngine({ nick: null }))
  await face.type('ana')
  await face.press('up')
  for (const action of actionsForChord(face.state, 'enter')) face.store.dispatch(action)
  for (const action of actionsForText(face.state, 'secret')) face.store.dispatch(action)
  await face.settle()
  t.match(face.state.overlays, [{ editor: { text: 'ana' } }, { prompt: 'restore', editor: { text: '' } }])
})

t.test('wrong words are told in the dialog, and the engine stays', async (t) => {
  const face = await asked(t)
  await face.submit('wrong')
  t.match(face.state.overlays.at(-1), { kind: 'prompt', busy: false, problem: /not the 24 words/ })
  await face.press('escape', 'down', 'enter')
  t.match(face.state.overlays.at(-1), { kind: 'prompt', prompt: 'create' }, 'all else works')
})

t.test('a profile that cannot take them is told of, and an engine is attached again', async (t) => {
  const face = await asked(t)
  await face.submit('too late')
  t.match(face.state.overlays.at(-1), { problem: /has a room already/ })
  t.equal(face.state.engine, 'up')
})
