import t from 'tap'
import { dialogOf } from '../../../src/tui/dialogs/content.js'
import { actionsForText } from '../../../src/tui/state/keymap.js'
import { layoutOf } from '../../../src/tui/state/layout.js'
import { selectOverlay, selectScreen } from '../../../src/tui/state/selectors.js'
import { Face } from '../face.js'
import { FakeEngine } from '../fake-engine.js'

process.env.TZ = 'UTC'

function village(): FakeEngine {
  const engine = new FakeEngine()
  const garden = engine.addRoom('garden')
  const dev = engine.addRoom('dev')
  for (let index = 0; index < 300; index += 1) {
    const text = index % 100 === 50 ? `relay lyon ${index}` : `text ${index}`
    engine.receive(garden, text, { unread: false, nick: `n${index % 5}` })
  }
  engine.receive(dev, 'relay lyon in dev', { unread: false })
  engine.change(garden)
  engine.change(dev)
  return engine
}

function dialog(face: Face): string {
  const overlay = selectOverlay(face.state)
  if (overlay === undefined) return ''
  const { title, lines } = dialogOf(overlay, face.state)
  return [title, ...lines.map((line) => line.map((part) => part.text).join(''))].join('\n')
}

async function searching(face: Face, words: string): Promise<void> {
  await face.press('C-s')
  await face.submit(words)
}

async function letter(face: Face, text: string): Promise<void> {
  for (const action of actionsForText(face.state, text)) face.store.dispatch(action)
  await face.settle()
}

t.test('a search lists what it found, says what is not synced, and shows a hit in its place', async (t) => {
  const face = await Face.start(t, village())
  await searching(face, 'relay lyon')
  t.match(dialog(face), /^Search #garden\n› relay lyon +\(•\) this room {2}\( \) all rooms\n/)
  t.match(dialog(face), /#garden {2}n0 {2}relay lyon 250 *\n.*relay lyon 150\n.*relay lyon 50\n/)
  t.match(dialog(face), /1 of 3 · local history only \(1 room not fully synced\)/)
  await face.press('C-s')
  t.match(dialog(face), /2 of 3/)
  await face.press('enter')
  t.match(dialog(face), /^Hit 2 of 3 for relay lyon\nn older {2}N newer {2}Enter stay/)
  t.match(face.lines().join('\n'), /text 149[\s\S]*relay lyon 150[\s\S]*text 151/)
  const { overlay, status } = layoutOf(face.state)
  t.equal((overlay?.y ?? 0) + (overlay?.height ?? 0), status.y, 'the hit stays in sight')
})

t.test('n and N go through the hits, and say where there are no more; Enter stays there', async (t) => {
  const face = await Face.start(t, village())
  await searching(face, 'relay lyon')
  await face.press('enter')
  await letter(face, 'n')
  t.match(face.lines().join('\n'), /relay lyon 150/)
  await letter(face, 'n')
  t.match(face.lines().join('\n'), /relay lyon 50/)
  await letter(face, 'n')
  t.match(face.state.notice?.text, /no older hit/)
  await letter(face, 'N')
  t.match(dialog(face), /Hit 2 of 3/)
  await face.press('enter')
  t.equal(selectOverlay(face.state), undefined)
  t.match(face.lines().join('\n'), /relay lyon 150/)
})

t.test('Esc goes back to where one was, also to another room and into its history', async (t) => {
  const face = await Face.start(t, village())
  await face.press('pageup', 'pageup')
  const before = face.lines().join('\n')
  await searching(face, 'relay lyon')
  await face.press('tab')
  t.match(dialog(face), /\( \) this room {2}\(•\) all rooms/)
  await face.press('enter')
  t.equal(face.state.current, 'h2')
  t.match(face.lines().join('\n'), /relay lyon in dev/)
  await face.press('C-s')
  t.match(dialog(face), /^Search/, 'the list again')
  await face.press('escape')
  t.equal(face.state.current, 'h1')
  t.match(face.lines().join('\n'), before.split('\n').at(-1) ?? '')
  t.equal(selectScreen(face.state).found, null)
  await face.press('escape')
  await searching(face, 'relay lyon')
  await face.press('enter', 'escape')
  t.match(face.lines().at(-1), /text 299/)
})

t.test('nothing found, and nothing asked, are said', async (t) => {
  const face = await Face.start(t, village())
  await face.press('C-s')
  t.match(dialog(face), /Words, or the beginning of the last one/)
  await face.submit('nowhere')
  t.match(dialog(face), /Nothing found/)
  await face.press('enter')
  t.match(dialog(face), /Nothing found/)
})
