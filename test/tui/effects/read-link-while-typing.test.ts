/** What the dialog that joins says of the link in it, while it is typed or pasted. */
import t, { type Test } from 'tap'
import type { LinkView } from '../../../src/api/link-view.js'
import { HocketError } from '../../../src/errors.js'
import { readLinkWhileTyping } from '../../../src/tui/effects/read-link-while-typing.js'
import { openPrompt } from '../../../src/tui/state/overlays.js'
import { Face } from '../face.js'
import { FakeEngine } from '../fake-engine.js'
import { ManualClock } from '../manual-clock.js'

const refusal = 'This key or link cannot be used: something was mistyped.'
const ours = { number: 1, name: 'garden', access: 'write', state: 'here' } as const
const whole = (kind: 'w' | 'r' | null, room: (LinkView & { state: 'whole' })['room'] = null) =>
  ({ state: 'whole', kind, room }) as const

async function joining(t: Test) {
  const engine = new FakeEngine()
  const handle = engine.addRoom('garden')
  const face = await Face.start(t, engine)
  const clock = new ManualClock()
  const asked: string[] = []
  const answers = new Map<string, () => LinkView>()
  engine.readLink = (link) => {
    asked.push(link)
    return answers.get(link)?.() ?? { state: 'begun', missingCharacters: null }
  }
  t.teardown(
    readLinkWhileTyping(face.store, (method, params) => face.effects.attachment.call(method, params), clock),
  )
  face.store.dispatch(openPrompt('join'))
  const paste = async (text: string) => {
    face.store.dispatch({ type: 'edited', edit: { op: 'clear' } })
    await face.type(text)
    clock.advance(100)
    await face.settle()
    return face.dialog().slice(3).join(' ')
  }
  return { face, engine, clock, asked, answers, handle, paste }
}

t.test('it says what a link grants, and where it leads when the room is one of ours', async (t) => {
  const { face, answers, handle, paste } = await joining(t)
  t.match(
    face.dialog().join('\n'),
    /A link begins with hocket:w\/ or hocket:r\/\.\nName and history come with/,
  )
  answers.set('W', () => whole('w'))
  t.match(await paste('W'), /^✓ room link: lets you read, write and invite Name and history come with/)
  answers.set('R', () => whole('r'))
  t.match(await paste(' R '), /^✓ read-only link: lets you read, not write Name and history come/)
  answers.set('here', () => whole('w', { handle, ...ours }))
  t.match(await paste('here'), /^✓ room link: .* You are in #garden: Enter opens it\./)
  answers.set('more', () => whole('w', { handle, ...ours, access: 'read' }))
  t.match(await paste('more'), /You may only read in #garden so far: Enter lets you write there too\./)
  answers.set('less', () => whole('r', { handle, ...ours, access: 'read' }))
  t.match(await paste('less'), /✓ read-only link: .* You are in #garden: Enter opens it\./)
  answers.set('kept', () => whole('r', { handle, ...ours }))
  t.match(await paste('kept'), /You are in #garden, and may write there as before: Enter opens it\./)
  const left = { handle: 'gone', number: 3, access: 'write', state: 'left' } as const
  answers.set('left', () => whole('w', { ...left, name: 'attic\u001b[31m' }))
  t.match(await paste('left'), /You left #attic␛\[31m; its messages are still here\. Enter brings you back\./)
  answers.set('3', () => whole(null, { ...left, name: null }))
  t.match(await paste('3'), /^✓ the number of a room of yours You left room 3; its messages/)
})

t.test('what is not whole is a hint; what can be no link is refused as Enter would', async (t) => {
  const { face, engine, answers, paste } = await joining(t)
  answers.set('hocket:w/yr', () => ({ state: 'begun', missingCharacters: 58 }))
  t.match(await paste('hocket:w/yr'), /^Not whole yet: 58 characters to go\. Name and history/)
  await face.type('y')
  t.match(face.dialog().join('\n'), /58 characters to go/, 'the hint stays while one goes on')
  t.match(await paste('hock'), /^A link begins with hocket:w\//)
  const refuse = () => {
    throw new HocketError('BAD_LINK', refusal)
  }
  answers.set('bad', refuse)
  engine.failing.set('room.join', new HocketError('BAD_LINK', refusal))
  const said = await paste('bad')
  t.ok(said.startsWith(refusal), said)
  t.notMatch(said, /Name and history/)
  await face.press('enter')
  t.equal(face.dialog().slice(3).join(' '), said, 'Enter says the same')
  await face.type('d')
  t.notMatch(face.dialog().join('\n'), refusal, 'it is not said of another text')
})

t.test('it asks once a change, and an answer that comes late changes nothing', async (t) => {
  const { face, clock, asked, answers } = await joining(t)
  await face.type('hoc')
  clock.advance(99)
  await face.type('ket')
  clock.advance(99)
  await face.press('left')
  t.same(asked, [])
  clock.advance(1)
  clock.advance(1000)
  t.same(asked, ['hocket'])
  answers.set('hocket:', () => whole('w'))
  await face.press('end')
  await face.type(':')
  clock.advance(100)
  face.store.dispatch({ type: 'edited', edit: { op: 'insert', text: 'x' } })
  await face.settle()
  t.same(asked, ['hocket', 'hocket:'])
  t.match(face.state.overlays.at(-1), { link: { text: 'hocket' } }, 'the answer was about another text')
  t.notMatch(face.dialog().join('\n'), /✓/)
  await face.press('escape')
  clock.advance(1000)
  t.same(asked, ['hocket', 'hocket:'], 'nothing is asked when it was left')
})

t.test('without an engine nothing is said; with the next one what stands there is read', async (t) => {
  const { face, engine, clock, asked, answers, paste } = await joining(t)
  answers.set('W', () => {
    engine.die()
    throw new HocketError('ENGINE_GONE', 'The engine ended.')
  })
  t.notMatch(await paste('W'), /✓|The engine/)
  answers.set('W', () => whole('w'))
  engine.gone = true
  clock.advance(1000)
  t.same(asked, ['W'])
  await face.engineBack()
  clock.advance(100)
  await face.settle()
  t.same(asked, ['W', 'W'])
  t.match(face.dialog().join('\n'), /✓ room link/)
})

t.test('the name of a new room is not taken for a link', async (t) => {
  const { face, clock, asked } = await joining(t)
  await face.press('escape')
  face.store.dispatch(openPrompt('create'))
  await face.type('hocket:w/')
  clock.advance(1000)
  t.same(asked, [])
  t.match(face.dialog().join('\n'), /Only who gets its link/)
})

t.test('a paste that is too long for a link is not asked about, and not joined', async (t) => {
  const { face, engine, asked, paste } = await joining(t)
  const said = await paste(`hocket:w/${'y'.repeat(300_000)}`)
  t.match(said, /^This is too long for a link\. Copy the link alone, all of it/)
  await face.press('enter')
  t.equal(face.dialog().slice(3).join(' '), said)
  t.same(asked, [])
  t.notOk(engine.calls.includes('room.join'))
})
