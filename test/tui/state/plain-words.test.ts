import t from 'tap'
import { Face } from '../face.js'
import { FakeEngine } from '../fake-engine.js'

async function garden(t: Parameters<typeof Face.start>[0]) {
  const engine = new FakeEngine()
  const handle = engine.addRoom('garden')
  engine.receive(handle, 'mine', { mine: true })
  engine.change(handle)
  return { engine, handle, face: await Face.start(t, engine) }
}

t.test('an edit that is entered empty says that nothing was changed, and stays an edit', async (t) => {
  const { face, engine, handle } = await garden(t)
  await face.press('M-e')
  t.equal(face.input, 'mine')
  await face.press('C-u', 'enter')
  t.match(face.said, /An empty text changes nothing: the message stays as it was/)
  t.equal(engine.room(handle).messages[0]?.text, 'mine')
  await face.submit('other')
  t.notOk(engine.calls.includes('room.send'), 'it was still the edit')
})

t.test('the filter of the help finds what other programs call things', async (t) => {
  const { face } = await garden(t)
  await face.press('f1', '/')
  await face.type('kill')
  t.match(face.dialog().join('\n'), /Ctrl-W +cut back to white/)
  await face.press('C-u')
  await face.type('nicklist')
  t.match(face.dialog().join('\n'), /member list/)
  await face.press('C-u')
  await face.type('xyzzy')
  t.match(face.dialog().join('\n'), /Nothing fits/)
})

t.test('F1 opens the help over any dialog, the first one too, and comes back to it', async (t) => {
  const face = await Face.start(t, new FakeEngine())
  t.match(face.dialog().join('\n'), /F1 help/)
  await face.press('f1')
  t.match(face.dialog().join('\n'), /\/ filter/)
  await face.press('f1')
  t.match(face.dialog().join('\n'), /Nickname/)
})
