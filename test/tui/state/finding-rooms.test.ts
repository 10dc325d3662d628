import t from 'tap'
import type { RoomLevel } from '../../../src/api/views.js'
import { layoutOf } from '../../../src/tui/state/layout.js'
import { nextActivity } from '../../../src/tui/state/next-activity.js'
import { paletteHits } from '../../../src/tui/state/palette.js'
import { lastVisited, nothingVisited, recentRooms, revisit, visit } from '../../../src/tui/state/visited.js'
import { Face } from '../face.js'
import { FakeEngine } from '../fake-engine.js'

function village() {
  const engine = new FakeEngine()
  const garden = engine.addRoom('garden')
  for (const name of ['dev', 'mesh', 'paris', 'garden-offtopic']) engine.addRoom(name)
  engine.addMember(garden, 'garance')
  return { engine, garden }
}

t.test('Alt-A goes to mentions first, round the list, and never to a muted room', async (t) => {
  const room = (number: number, unread: number, mentions = 0, level: RoomLevel = 'all') => ({
    number,
    unread,
    mentions,
    level,
  })
  const one = room(1, 3)
  const two = room(2, 5, 0, 'none')
  const three = room(3, 1)
  const four = room(4, 2, 1, 'mentions')
  const five = room(5, 9, 0, 'mentions')
  const rooms = [one, two, three, four, five]
  t.equal(nextActivity(rooms, one), four)
  t.equal(nextActivity(rooms, four), one, 'a room that tells of mentions only is passed without one')
  t.equal(nextActivity([one, two, three], one), three)
  t.equal(nextActivity([one], one), undefined)
  t.equal(nextActivity(rooms, undefined), four)
})

t.test('visited rooms are walked back and forth; going elsewhere forgets what lay ahead', async (t) => {
  const path = ['a', 'b', 'c', 'c', 'a'].reduce(visit, nothingVisited)
  t.same(path, { rooms: ['a', 'b', 'c', 'a'], at: 3 })
  t.equal(lastVisited(path), 'c')
  const back = revisit(revisit(path, -1)!, -1)!
  t.equal(back.rooms[back.at], 'b')
  t.same(recentRooms(back), ['b', 'a', 'c'])
  t.same(visit(back, 'd'), { rooms: ['a', 'b', 'd'], at: 2 })
  t.equal(revisit(path, 1), undefined)
  t.equal(revisit(nothingVisited, -1), undefined)
})

t.test('the keys of the rooms do what they say', async (t) => {
  const face = await Face.start(t, village().engine)
  await face.press('M-3', 'M-2')
  t.equal(face.room, '#dev')
  await face.press('M-/')
  t.equal(face.room, '#mesh', 'the room before')
  await face.press('M-<', 'M-<')
  t.equal(face.room, '#mesh')
  await face.press('M->')
  t.equal(face.room, '#dev')
  await face.press('M-j')
  await face.type('05')
  t.equal(face.room, '#garden-offtopic')
  await face.press('M-l')
  t.match(layoutOf(face.state), { rooms: null, members: null })
  await face.press('M-l', 'M-B')
  t.equal(layoutOf(face.state).rooms, null)
  await face.press('M-B')
  t.ok(layoutOf(face.state).rooms)
})

t.test('Alt-A and Alt-Shift-U find and read what is new', async (t) => {
  const { engine } = village()
  engine.receive('h4', 'hi ana', { mention: true })
  engine.receive('h2', 'hello')
  engine.change(null)
  const face = await Face.start(t, engine)
  await face.press('M-a')
  t.equal(face.room, '#paris')
  await face.press('M-U')
  t.ok(engine.calls.includes('rooms.markRead'))
  t.equal(engine.room('h2').view.unread, 0)
  await face.press('M-a')
  t.equal(face.room, '#paris', 'nothing is new any more')
})

t.test('Ctrl-K cuts to the end; at the end of the line it opens the switcher', async (t) => {
  const face = await Face.start(t, village().engine)
  await face.type('hello')
  await face.press('C-a', 'C-k')
  t.equal(face.input, '')
  await face.press('C-k')
  t.equal(face.state.overlays.at(-1)?.kind, 'palette')
  await face.type('mesh')
  await face.press('enter')
  t.equal(face.room, '#mesh')
  t.same(face.state.overlays, [])
})

t.test('the switcher finds rooms, people and commands by a few letters, and marks which', async (t) => {
  const face = await Face.start(t, village().engine)
  await face.press('M-k')
  await face.type('gar')
  const [first, second, third] = paletteHits(face.state, 'gar')
  t.match(first, { item: { kind: 'room', text: '#garden' }, matched: [1, 2, 3] })
  t.match(second, { item: { kind: 'room', text: '#garden-offtopic' } })
  t.match(third, { item: { kind: 'person', text: '@ garance' } })
  t.match(face.dialog().join('\n'), /▌#garden .*Alt-1/)
  await face.press('down', 'down', 'enter')
  t.equal(face.input, 'garance: ')
  t.match(face.state.inputs.get('h1')?.editor.mentions, [{ start: 0, end: 7 }], 'named by key')
})

t.test('without a word the switcher offers the rooms looked at last: Enter goes back', async (t) => {
  const face = await Face.start(t, village().engine)
  await face.press('M-3', 'M-2', 'M-g')
  const offered = paletteHits(face.state, '').map(({ item }) => item.text)
  t.same(offered.slice(0, 5), ['#mesh', '#garden', '#dev', '#paris', '#garden-offtopic'])
  await face.press('enter')
  t.equal(face.room, '#mesh')
})

t.test('a command of the switcher runs, or is filled in when it needs more', async (t) => {
  const face = await Face.start(t, village().engine)
  await face.press('M-k')
  await face.type('/names')
  await face.press('enter')
  t.match(face.state.overlays, [{ kind: 'members' }])
  await face.press('escape', 'M-k')
  await face.type('/whois')
  await face.press('enter')
  t.equal(face.input, '/whois ')
  await face.press('M-k')
  await face.type('#par')
  await face.press('tab')
  t.match(face.state.overlays, [{ kind: 'palette', editor: { text: '#paris' } }])
  await face.type('zzzz')
  t.match(face.dialog().join('\n'), /Nothing fits/)
  await face.press('enter')
  t.equal(face.state.overlays.length, 1, 'nothing to do')
})

t.test('what is scrolled past the end of the help does not have to be scrolled back', async (t) => {
  const face = await Face.start(t, village().engine, { cols: 100, rows: 20 })
  await face.press('f1', ...Array.from({ length: 40 }, () => 'pagedown'))
  const end = face.dialog()
  await face.press('up')
  const above = face.dialog()
  t.notSame(above, end)
  t.same(above.slice(1, -2), end.slice(0, -3), 'one line up')
  await face.press('down', 'down')
  t.same(face.dialog(), end)
  face.store.dispatch({ type: 'resized', size: { cols: 100, rows: 30 } })
  const larger = face.dialog()
  await face.press('up')
  t.notSame(face.dialog(), larger, 'also when the terminal has become larger meanwhile')
})

t.test('the help is narrowed by / and scrolls; Escape closes it', async (t) => {
  const face = await Face.start(t, village().engine, { cols: 100, rows: 20 })
  await face.press('f1')
  t.match(face.dialog().join('\n'), /Ctrl-N Ctrl-P +next, previous room/)
  await face.type('/whois')
  t.match(face.dialog().join('\n'), /somebody's key/)
  t.notMatch(face.dialog().join('\n'), /Ctrl-N/)
  await face.type('zzz')
  t.match(face.dialog().join('\n'), /Nothing fits/)
  await face.press('escape')
  t.same(face.state.overlays, [])
})
