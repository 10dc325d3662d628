import t from 'tap'
import { offerCompletion, pathWanted } from '../../../src/tui/state/completion/offer-completion.js'
import { popupLines } from '../../../src/tui/state/completion/popup-lines.js'
import { actionsForChord, actionsForText } from '../../../src/tui/state/keymap.js'
import { layoutOf } from '../../../src/tui/state/layout.js'
import { initialState, reduce } from '../../../src/tui/state/reduce.js'
import { selectInput } from '../../../src/tui/state/selectors.js'
import type { State } from '../../../src/tui/state/state.js'
import { lookOf } from '../../../src/tui/style/look.js'
import { FakeEngine, idOf, startMs } from '../fake-engine.js'

/** A room with people in it, and a line that keys write in. */
function desk(glyphs: 'unicode' | 'ascii' = 'unicode') {
  const engine = new FakeEngine({ nick: 'ana' })
  const handle = engine.addRoom('garden')
  engine.addRoom('garden-offtopic', { unread: 3 })
  engine.addRoom('books')
  engine.addRoom(null)
  for (const nick of ['Bert', 'bob', '[away]_bo', 'carla', 'Zoë']) engine.addMember(handle, nick)
  engine.addMember(handle, 'bob', { author: idOf('bob2'), tag: 'bbbb2222' })
  engine.receive(handle, 'hello ana!', { nick: 'Zoë', mention: true })
  engine.receive(handle, 'hi all', { nick: 'carla' })
  engine.receive(handle, 'mine', { nick: 'ana', author: idOf('me'), mine: true })
  engine.receive(handle, 'again', { nick: 'bob' })
  const { messages, members } = engine.room(handle)
  const page = { version: 1, messages, atStart: true, atEnd: true }
  const look = lookOf('mono', glyphs)
  let state: State = initialState({ look, size: { cols: 80, rows: 24 }, nowMs: startMs })
  const dispatch = (...actions: Parameters<typeof reduce>[1][]) => {
    for (const action of actions) state = reduce(state, action)
  }
  dispatch({ type: 'mePulled', me: engine.me })
  dispatch({ type: 'roomsPulled', rooms: engine.rooms.map(({ view }) => view) })
  dispatch({ type: 'membersPulled', handle, members })
  dispatch({ type: 'pagePulled', handle, anchor: null, before: 100, page })
  const it = {
    dispatch,
    state: () => state,
    text: () => selectInput(state).editor.text,
    mentions: () => selectInput(state).editor.mentions,
    press: (...chords: string[]) => {
      for (const chord of chords) dispatch(...actionsForChord(state, chord))
      return it.text()
    },
    /** Types into an empty line, and presses Tab. */
    tab: (text: string, ...chords: string[]) => {
      dispatch({ type: 'edited', edit: { op: 'set', text: '' } }, ...actionsForText(state, text))
      return it.press(...chords, 'tab')
    },
    labels: () => selectInput(state).completion?.candidates.map(({ label }) => label) ?? [],
    popup: () => {
      const { completion } = selectInput(state)
      const rect = layoutOf(state).popup
      if (completion === null || rect === null) return []
      const lines = popupLines(completion, { rows: rect.height, cols: rect.width, glyphs: look.glyphs })
      return lines.map((line) => line.map((part) => part.text as string).join(''))
    },
  }
  return it
}

t.test('nicks: who addressed us comes first, then who spoke last, then the other members', async (t) => {
  const it = desk()
  t.equal(it.tab(''), 'Zoë: ')
  t.same(it.labels(), ['Zoë', 'bob·tagb', 'carla', '[away]_bo', 'Bert', 'bob·bbbb'])
  t.equal(it.press('tab'), 'bob: ')
  t.equal(it.press('S-tab', 'S-tab'), 'bob: ', 'from the first to the last')
})

t.test(
  'a nick is addressed at the start of the line and mentioned elsewhere, and names its person by key',
  async (t) => {
    const it = desk()
    t.equal(it.tab('ca'), 'carla: ')
    t.same(it.mentions(), [{ author: idOf('carla'), start: 0, end: 5 }])
    t.equal(it.tab('hi CA'), 'hi @carla ')
    t.same(it.mentions(), [{ author: idOf('carla'), start: 3, end: 9 }])
    t.equal(it.tab('@ca'), '@carla ')
    t.equal(it.tab('hi ca there', 'M-b', 'left'), 'hi @carla there', 'no second space')
    it.tab('bo')
    it.press('tab')
    t.same(it.mentions(), [{ author: idOf('bob2'), start: 0, end: 3 }], 'of what stands there now')
    it.tab('bob', 'tab')
    t.same(it.mentions()[0]?.author, idOf('bob2'), 'of two with one nick the one that was chosen')
  },
)

t.test('case and the ornaments of nicks do not count', async (t) => {
  const it = desk()
  t.equal(it.tab('awaybo'), '[away]_bo: ')
  t.equal(it.tab('BE'), 'Bert: ')
  t.equal(it.tab('['), '[away]_bo: ')
  t.equal(it.tab('_'), '_', 'nobody is called so')
})

t.test('Escape restores what was typed, any other key takes what stands there', async (t) => {
  const it = desk()
  it.tab('say bo')
  it.press('tab')
  t.equal(it.press('escape'), 'say bo')
  t.same(it.labels(), [])
  it.tab('say bo')
  it.dispatch(...actionsForText(it.state(), 'x'))
  t.equal(it.text(), 'say @bob x')
  t.equal(it.press('tab'), 'say @bob x', 'the word is another one now')
  it.press('backspace')
  t.equal(it.press('C-_', 'C-_', 'C-_'), 'say bo', 'a completion is one step of undo')
  t.equal(it.press('right', 'left', 'right', 'tab', 'right'), 'say @bob ')
  t.same(it.labels(), [])
})

t.test('commands stand with their usage, and one with arguments gets a space', async (t) => {
  const it = desk()
  t.equal(it.tab('/na'), '/names')
  t.equal(it.tab('/ME'), '/me ')
  it.tab('/')
  t.ok((it.labels() as string[]).includes('/join [link]'))
  t.equal(it.tab('/link '), '/link read ')
  t.equal(it.tab('/link read x'), '/link read x', 'there is nothing more to say')
  t.equal(it.tab('/unknown x'), '/unknown x')
  t.equal(it.tab('/me waves at ca'), '/me waves at @carla ')
  t.equal(it.tab('//ca'), '//ca')
  t.equal(it.tab('/x\nca'), '/x\n@carla ', 'several lines are text')
})

t.test('rooms complete behind #, with what is unread in them', async (t) => {
  const it = desk()
  t.equal(it.tab('see #bo'), 'see #books ')
  it.tab('#gard')
  t.same(it.labels(), ['#garden', '#garden-offtopic'])
  t.match(it.popup(), [/^╭─+╮$/, /^▸ #garden +│$/, /^│ #garden-offtopic {2}3 unread │$/])
  t.equal(it.tab('#'), '#garden ')
  t.equal(it.labels().length, 3, 'a room without a name has none to write')
})

t.test('emoji complete behind a colon and two letters; where none can be drawn, their names', async (t) => {
  const it = desk()
  t.equal(it.tab('well done :tad'), 'well done 🎉 ')
  t.equal(it.tab(':heart_ey'), '😍 ')
  t.equal(it.tab('at 10:30'), 'at 10:30')
  t.equal(it.tab('x :t'), 'x :t', 'one letter is too little')
  t.equal(desk('ascii').tab(':tad'), ':tada: ')
})

t.test(
  'the popup has at most five lines in a frame, shows the chosen one and which of how many it is, and stands above the status bar',
  async (t) => {
    const it = desk()
    t.same(layoutOf(it.state()).popup, null)
    it.tab('hello ')
    t.match(it.popup(), [
      '╭──────────────────── 1/6 ─╮',
      '▸ Zoë        addressed you │',
      /^│ bob·tagb +│$/,
      /^│ carla +│$/,
      /^│ \[away\]_bo +│$/,
      /^│ Bert +│$/,
    ])
    it.press('tab', 'tab', 'tab', 'tab', 'tab')
    t.match(it.popup(), [/ 6\/6 ─╮$/, /^│ bob·tagb/, /^│ carla/, /^│ \[away\]_bo/, /^│ Bert/, /^▸ bob·bbbb/])
    const { popup, status } = layoutOf(it.state())
    t.equal((popup?.y ?? 0) + 6, status.y)
    t.equal(popup?.x, '[ana] hello '.length - 2, 'under its labels the word begins')
    it.dispatch({ type: 'overlayOpened', overlay: { kind: 'help', about: 'all', top: 0 } })
    t.equal(layoutOf(it.state()).popup, null)
  },
)

t.test('keys complete with what they do now, actions by any part of their name', async (t) => {
  const it = desk()
  t.equal(it.tab('/bind ctrl-t'), '/bind Ctrl-T ')
  t.equal(it.tab('/unbind F1'), '/unbind F1 ')
  t.same(it.labels(), ['F1', 'F10', 'F11', 'F12'])
  t.match(it.popup()[1], /F1 +this help/)
  it.tab('/bind M-')
  t.notOk(it.labels().includes('Alt-1' as never))
  t.equal(it.labels().length, 26)
  t.equal(it.tab('/bind Ctrl-X sear'), '/bind Ctrl-X search ')
  t.equal(it.tab('/bind Ctrl-X Ctrl-S unfo'), '/bind Ctrl-X Ctrl-S unfold ')
  t.equal(it.tab('/bind Ctrl-X ctrl-s'), '/bind Ctrl-X Ctrl-S ', 'a sequence may go on')
  it.tab('/bind Ctrl-X next')
  t.ok(it.labels().includes('mention-next' as never))
  t.equal(it.tab('/bind Ctrl-I nothing'), '/bind Ctrl-I nothing')
})

t.test('one candidate needs no popup', async (t) => {
  const it = desk()
  it.tab('car')
  t.same([it.text(), it.labels()], ['carla: ', []])
})

t.test('only a command that takes a file wants a path', async (t) => {
  const it = desk()
  it.tab('hi ./x')
  t.equal(pathWanted(it.state()), undefined)
  t.equal(offerCompletion(it.state()), undefined)
})
