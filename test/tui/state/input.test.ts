import t from 'tap'
import type { Action } from '../../../src/tui/state/action.js'
import {
  draftOf,
  editInput,
  emptyInput,
  enteredInput,
  type Input,
  rememberedInput,
  returnedInput,
  stepInput,
} from '../../../src/tui/state/input.js'
import { actionsForChord, actionsForText } from '../../../src/tui/state/keymap.js'
import { promptText } from '../../../src/tui/state/prompt.js'
import { initialState, reduce } from '../../../src/tui/state/reduce.js'
import { selectInput } from '../../../src/tui/state/selectors.js'
import type { State } from '../../../src/tui/state/state.js'
import { lookOf } from '../../../src/tui/style/look.js'

function entered(...lines: string[]): Input {
  return lines.reduce(enteredInput, emptyInput)
}

t.test('up and down go through lines, then through the history, and back to the unsent text', async (t) => {
  let input = entered('one', 'two', 'two')
  t.same(input.history, ['one', 'two'], 'a repetition is kept once')
  t.same(entered('one', 'two', 'one').history, ['two', 'one'], 'wherever it was')
  input = editInput(input, { op: 'insert', text: 'new' })
  const texts: string[] = []
  for (const direction of ['up', 'up', 'up', 'down', 'down', 'down'] as const) {
    input = stepInput(input, direction, 80)
    texts.push(input.editor.text)
  }
  t.same(texts, ['two', 'one', 'one', 'two', 'new', 'new'])
  input = editInput(input, { op: 'insert', text: '\nsecond' })
  t.equal(stepInput(input, 'up', 80).editor.text, 'new\nsecond', 'to the line above')
  t.equal(stepInput(input, 'up', 80).editor.cursor, 3)
})

t.test('the unsent text is the draft while something else is shown in its place', async (t) => {
  const input = editInput(entered('one'), { op: 'insert', text: 'new' })
  t.equal(draftOf(stepInput(input, 'up', 80)).text, 'new')
  t.equal(draftOf(input).text, 'new')
})

t.test('no secret is remembered, and the history is bounded', async (t) => {
  const key = 'yryynyodyonocbaebrfysdypba8tyre1nckyryynyodyonocbaeb'
  const secrets = [
    '/join hocket:w/secret',
    ' /join anything',
    'come here: HOCKET:R/YRYYNY',
    `the key is ${key}.`,
    `${'ab'.repeat(32)}`,
    'legal winner thank year wave sausage worth useful legal winner thank yellow',
    '',
    '  ',
  ]
  for (const secret of secrets) t.same(entered(secret).history, [], secret)
  const spoken = 'what would you say to a walk along the river with all of the dogs tomorrow morning'
  t.same(entered(spoken).history, [spoken])
  let input = emptyInput
  for (let index = 0; index < 600; index += 1) input = enteredInput(input, `line ${index}`)
  t.equal(input.history.length, 500)
  t.equal(input.history[0], 'line 100')
})

t.test('a text that could not be sent comes back, and never over another one', async (t) => {
  t.equal(returnedInput(emptyInput, { text: 'lost' }).editor.text, 'lost')
  const busy = editInput(entered('lost'), { op: 'insert', text: 'next' })
  const returned = returnedInput(busy, { text: 'lost' })
  t.equal(returned.editor.text, 'next')
  t.same(returned.history, ['lost'])
  const looking = returnedInput(stepInput(busy, 'up', 80), { text: 'other' })
  t.same([looking.editor.text, looking.history], ['lost', ['lost', 'other']])
})

t.test('what an earlier run entered stands before what was entered since', async (t) => {
  const looking = stepInput(entered('new', 'two'), 'up', 80)
  const input = rememberedInput(looking, ['one', 'two', 'three'])
  t.same(input.history, ['one', 'three', 'new', 'two'])
  t.equal(input.history[input.recalled!], 'two')
  t.equal(rememberedInput(emptyInput, ['one']).recalled, undefined)
})

/** A screen whose line is driven by chords and text. */
function line(...history: string[]) {
  const look = lookOf('mono', 'unicode')
  let state: State = initialState({ look, size: { cols: 80, rows: 24 }, nowMs: 0 })
  state = reduce(state, { type: 'historyRead', handle: '', lines: history })
  const apply = (actions: ReturnType<typeof actionsForChord>) => {
    for (const action of actions) state = reduce(state, action)
  }
  return {
    press: (...chords: string[]) => {
      for (const chord of chords) apply(actionsForChord(state, chord))
    },
    type: (text: string) => apply(actionsForText(state, text)),
    shown: () => `${promptText(state)}${selectInput(state).editor.text}`,
    state: () => state,
  }
}

t.test('Ctrl-R finds what was entered while one types, older and newer, and Enter takes it', async (t) => {
  const it = line('red apple', 'green pear', 'Green apple')
  it.type('mine')
  it.press('C-r')
  t.equal(it.shown(), 'search “”: mine')
  it.type('app')
  t.equal(it.shown(), 'search “app”: Green apple')
  it.press('C-r')
  t.equal(it.shown(), 'search “app”: red apple')
  it.press('C-r')
  t.equal(it.shown(), 'search “app”: red apple', 'there is no older one')
  it.press('C-s')
  t.equal(it.shown(), 'search “app”: Green apple')
  it.press('enter')
  t.equal(it.shown(), '› Green apple')
  it.press('C-_')
  t.equal(it.shown(), '› mine', 'undo comes back to what was written')
})

t.test(
  'a search that finds nothing says so, Backspace shortens it and Escape gives the text back',
  async (t) => {
    const it = line('red apple', 'green pear')
    it.type('mine')
    it.press('C-r', 'C-r')
    it.type('pearl')
    t.equal(it.shown(), 'nothing with “pearl”: mine')
    it.press('backspace')
    t.equal(it.shown(), 'search “pear”: green pear')
    it.press('backspace', 'backspace', 'backspace')
    t.equal(it.shown(), 'search “p”: green pear')
    it.press('C-s')
    t.equal(it.shown(), 'search “p”: green pear', 'there is no newer one')
    it.press('backspace', 'C-s')
    t.equal(it.shown(), 'search “”: mine')
    it.type('r')
    it.press('escape')
    t.equal(it.shown(), '› mine')
    t.equal(draftOf(selectInput(it.state())).text, 'mine')
  },
)

t.test('any other key takes what was found and does what it does', async (t) => {
  const it = line('red apple')
  it.press('C-r')
  it.type('red')
  it.press('C-a', 'delete')
  t.equal(it.shown(), '› ed apple')
  it.press('C-g')
  t.equal(it.shown(), '› ed apple')
})

t.test('what was cut in one room or dialog is inserted in another; undo stays with each line', async (t) => {
  let state = line().state()
  const act = (...actions: readonly Action[]) => {
    for (const action of actions) state = reduce(state, action)
  }
  const press = (chord: string) => act(...actionsForChord(state, chord))
  act(...actionsForText(state, 'one two'))
  press('C-w')
  state = { ...state, current: 'r2' }
  press('C-y')
  t.equal(selectInput(state).editor.text, 'two')
  press('C-u')
  press('M-k')
  press('C-y')
  t.match(state.overlays.at(-1), { kind: 'palette', editor: { text: 'two' } })
  act(...actionsForText(state, ' three'))
  press('C-w')
  press('escape')
  state = { ...state, current: null }
  press('C-y')
  t.equal(selectInput(state).editor.text, 'one three', 'the newest cut, wherever it was made')
  press('C-_')
  press('C-_')
  t.equal(selectInput(state).editor.text, 'one two')
  state = { ...state, current: 'r2' }
  t.equal(selectInput(state).editor.text, '', 'the other line is as it was')
})

t.test('the arrows go by the rows of the terminal that one has', async (t) => {
  const it = line('before')
  it.type('x'.repeat(100))
  it.press('up')
  t.equal(selectInput(it.state()).editor.cursor, 22, 'rows of 78 cells')
  it.press('up')
  t.equal(it.shown(), '› before')
  it.press('down')
  t.equal(it.shown(), `› ${'x'.repeat(100)}`)
})
