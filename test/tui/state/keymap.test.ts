import t from 'tap'
import { defaultSettings, type Settings } from '../../../src/config/settings.js'
import { dropPendingChords } from '../../../src/tui/effects/pending-chord.js'
import { canonicalChord, formatChords } from '../../../src/tui/state/chord-names.js'
import { scopeOf } from '../../../src/tui/state/key-action.js'
import { keyActions } from '../../../src/tui/state/key-actions.js'
import { helpRows } from '../../../src/tui/state/key-help.js'
import { actionsForChord, actionsForText, chordsOf, keymapOf } from '../../../src/tui/state/keymap.js'
import { ircPreset } from '../../../src/tui/state/preset-irc.js'
import { weechatPreset } from '../../../src/tui/state/preset-weechat.js'
import { initialState } from '../../../src/tui/state/reduce.js'
import { selectInput } from '../../../src/tui/state/selectors.js'
import { Store } from '../../../src/tui/state/store.js'
import { lookOf } from '../../../src/tui/style/look.js'
import { ManualClock } from '../manual-clock.js'

function screen(keys: Settings['keys'] = {}, preset: Settings['preset'] = 'irc') {
  const settings = { ...defaultSettings, preset, keys }
  const look = lookOf('mono', 'unicode')
  const store = new Store(initialState({ look, size: { cols: 80, rows: 24 }, nowMs: 0, settings }))
  const apply = (actions: ReturnType<typeof actionsForChord>) => {
    for (const action of actions) store.dispatch(action)
    return actions.map((action) => action.type)
  }
  return {
    store,
    press: (chord: string) => apply(actionsForChord(store.state, chord)),
    type: (text: string) => apply(actionsForText(store.state, text)),
    text: () => selectInput(store.state).editor.text,
  }
}

for (const [name, preset] of Object.entries({ irc: ircPreset, weechat: weechatPreset })) {
  t.test(
    `every key of the preset ${name} leads to an action that exists, and none is taken twice`,
    async (t) => {
      t.same(
        preset.map(([, action]) => action).filter((action) => !keyActions.has(action)),
        [],
      )
      const ways = preset.map(([chord, action]) => {
        const found = keyActions.get(action)
        return found?.when === undefined ? `${chord} ${found && scopeOf[found.group]}` : `${chord} ${action}`
      })
      t.same(
        ways.filter((way, index) => ways.indexOf(way) !== index),
        [],
      )
      const never = ['C-i', 'C-m', 'C-h', 'C-[', 'C-space']
      t.same(
        preset.filter(([chord]) => never.includes(chord)),
        [],
        'they are Tab, Enter, Backspace and Escape elsewhere',
      )
    },
  )
}

t.test('a key of a dialog is another one than the same key in the room', async (t) => {
  const face = screen()
  t.same(face.press('escape'), ['scrolledToEnd'])
  t.same(face.press('f1'), ['overlayOpened'])
  t.same(face.press('escape'), ['overlayClosed'])
  face.press('f1')
  t.same(face.type('q'), ['overlayClosed'], 'a letter is a key where nothing can be typed')
  t.same(face.type('q'), ['edited'])
  t.equal(face.text(), 'q')
})

t.test('own keys win over the preset, and an empty name takes a key away', async (t) => {
  const face = screen({ 'C-n': 'repaint', 'C-p': '', f9: 'help', f10: 'no such action' })
  t.same(face.press('C-n'), ['repainted'], 'also when the action belongs to another scope')
  t.same(face.press('C-p'), [])
  t.same(face.press('f9'), ['overlayOpened'])
  t.same(face.press('f10'), [])
})

t.test('a sequence of keys is waited for, shown, and its digits are told', async (t) => {
  const face = screen({ 'C-x C-e': 'repaint', 'C-x # #': 'suspend' })
  t.same(face.press('C-x'), ['chordPended'])
  t.equal(face.store.state.pending, 'C-x')
  t.same(face.press('C-e'), ['chordEnded', 'repainted'])
  t.equal(face.store.state.pending, null)
  face.press('C-x')
  t.same(face.type('1'), ['chordPended'])
  t.same(face.type('2'), ['chordEnded', 'suspended'])
  face.press('C-x')
  t.same(face.type('12hello'), ['chordPended', 'chordEnded', 'suspended', 'edited'], 'what is left is text')
  t.equal(face.text(), 'hello')
})

t.test('a sequence that nothing is bound to says so, and Escape ends it silently', async (t) => {
  const face = screen({ 'C-x C-e': 'repaint' })
  face.press('C-x')
  face.press('C-q')
  t.equal(face.store.state.notice?.text, 'Ctrl-X Ctrl-Q is not bound.')
  t.equal(face.store.state.exit, null)
  face.press('C-x')
  t.same(face.press('escape'), ['chordEnded'])
})

t.test('the beginning of a sequence is dropped when nothing follows', async (t) => {
  const clock = new ManualClock()
  const face = screen({ 'C-x C-e': 'repaint' })
  const stop = dropPendingChords(face.store, clock)
  face.press('C-x')
  clock.advance(1400)
  t.equal(face.store.state.pending, 'C-x')
  clock.advance(200)
  t.equal(face.store.state.pending, null)
  face.press('C-x')
  stop()
  clock.advance(5000)
  t.equal(face.store.state.pending, 'C-x', 'stopped')
})

t.test('chords have one canonical name and one for people', async (t) => {
  t.equal(canonicalChord('M-S-n'), 'M-N')
  t.equal(canonicalChord('S-tab'), 'S-tab')
  t.equal(formatChords('C-x C-e'), 'Ctrl-X Ctrl-E')
  t.equal(formatChords('M-N'), 'Alt-Shift-N')
  t.equal(formatChords('M-pageup'), 'Alt-PgUp')
  t.equal(formatChords('M-j # #'), 'Alt-J N N')
  t.equal(formatChords('+'), '+')
})

t.test('the help follows what is bound', async (t) => {
  const settings = { ...defaultSettings, keys: { 'C-n': '', 'M-down': '', f12: 'quit' } }
  const rows = helpRows(settings, ['rooms', 'anywhere'])
  t.has(
    rows.find((row) => row.keys === 'Ctrl-P'),
    { does: 'previous room' },
  )
  t.same(chordsOf(settings, 'quit'), ['C-q', 'f12'])
  t.equal(keymapOf(settings), keymapOf(settings), 'made once')
})
