import t from 'tap'
import { dialogOf } from '../../../src/tui/dialogs/content.js'
import { actionsForChord } from '../../../src/tui/state/keymap.js'
import { tooLong } from '../../../src/tui/state/message-size.js'
import { actionsForPaste } from '../../../src/tui/state/paste.js'
import { initialState, reduce } from '../../../src/tui/state/reduce.js'
import { selectInput, selectOverlay } from '../../../src/tui/state/selectors.js'
import type { State } from '../../../src/tui/state/state.js'
import { lookOf } from '../../../src/tui/style/look.js'
import { FakeEngine, startMs } from '../fake-engine.js'

/** A room to paste in. Texts that went out are in `sent`. */
function board() {
  const engine = new FakeEngine()
  engine.addRoom('garden')
  let state: State = initialState({
    look: lookOf('mono', 'unicode'),
    size: { cols: 80, rows: 24 },
    nowMs: startMs,
  })
  const sent: string[] = []
  const run = (actions: readonly Parameters<typeof reduce>[1][]) => {
    for (const action of actions) {
      if (action.type === 'textSent') sent.push(action.text)
      state = reduce(state, action)
    }
  }
  run([{ type: 'engineAttached' }, { type: 'mePulled', me: engine.me }])
  run([{ type: 'roomsPulled', rooms: engine.rooms.map(({ view }) => view) }])
  return {
    ...{ sent, run },
    paste: (text: string) => run(actionsForPaste(state, text)),
    press: (chord: string) => run(actionsForChord(state, chord)),
    state: () => state,
    text: () => selectInput(state).editor.text,
    dialog: () => {
      const overlay = selectOverlay(state)
      if (overlay === undefined) return []
      const { title, lines } = dialogOf(overlay, state)
      return [
        title,
        ...lines.map((line) =>
          line
            .map((part) => part.text)
            .join('')
            .trimEnd(),
        ),
      ]
    },
  }
}

const seven = ['const a = 1;', 'const b = 2;', '', '\x1b[31mred', 'five', 'six', 'seven'].join('\r\n')

t.test('a short paste is text in the line; controls and the end of the last line are dropped', async (t) => {
  const it = board()
  it.paste('one\r\ntwo\x07\x9b\n')
  t.equal(it.text(), 'one\ntwo')
  it.paste('\n\n')
  t.equal(it.text(), 'one\ntwo')
  it.press('enter')
  t.same(it.sent, ['one\ntwo'])
})

t.test('a long paste asks, and shows how it begins', async (t) => {
  const it = board()
  it.paste(seven)
  t.same(it.dialog(), [
    'Paste 7 lines?',
    'const a = 1;',
    'const b = 2;',
    '',
    '[31mred',
    '… 3 more lines',
    '',
    'Enter as one message · c as code block · Esc to edit',
  ])
  t.equal(it.text(), '')
  it.press('escape')
  t.same([it.text(), it.dialog(), it.sent], [seven.replace(/\r|\x1b/g, ''), [], []])
})

t.test('Enter sends it as one message with what was in the line, c as a block of code', async (t) => {
  const it = board()
  it.run([{ type: 'edited', edit: { op: 'insert', text: 'look: ' } }])
  it.paste('1\n2\n3\n4')
  it.press('enter')
  t.same(it.sent, ['look: 1\n2\n3\n4'])
  it.paste('1\n2\n3\n4')
  it.press('c')
  it.run([{ type: 'edited', edit: { op: 'insert', text: 'so:' } }])
  it.paste('```\n2\n3\n4')
  it.press('c')
  t.same(it.sent.slice(1), ['```\n1\n2\n3\n4\n```', 'so:\n````\n```\n2\n3\n4\n````'])
  t.equal(it.text(), '')
})

t.test('pasted lines that look like commands are text and run nothing', async (t) => {
  const it = board()
  it.paste('/quit\n/join x')
  it.press('enter')
  it.paste(`/quit ${'x'.repeat(3000)}`)
  t.equal(it.dialog()[0], 'Paste 3,006 bytes?')
  it.press('enter')
  t.same([it.sent.map((text) => text.slice(0, 6)), it.state().exit], [['/quit\n', '/quit '], null])
})

t.test('what does not fit into a message is said before it is sent, and stays', async (t) => {
  const it = board()
  it.paste('ü'.repeat(9000))
  t.match(it.dialog().join('\n'), /too long for one message: 18,000 of 16,384 bytes/)
  it.press('enter')
  t.same([it.sent, it.text().length], [[], 9000])
  t.match(it.state().notice?.text, /send it in parts/)
  it.press('enter')
  t.same([it.sent, it.text().length], [[], 9000])
  t.equal(tooLong('x'.repeat(16_384)), undefined)
  it.paste('x'.repeat(40_000))
  t.match(it.state().notice?.text, /40,000 bytes[\s\S]*Nothing was inserted/)
  t.equal(it.text().length, 9000)
})

t.test('Ctrl-C drops a paste; while the engine is away it stays in the line', async (t) => {
  const it = board()
  it.paste(seven)
  it.press('C-c')
  t.same([it.text(), it.dialog()], ['', []])
  it.run([{ type: 'engineLost' }])
  it.paste('1\n2\n3\n4')
  it.press('enter')
  t.same([it.text(), it.sent], ['1\n2\n3\n4', []])
})

t.test(
  'a dialog with a line takes a paste into it, another one ignores it, a search looks for it',
  async (t) => {
    const it = board()
    it.press('C-r')
    it.paste(seven)
    t.same([it.dialog(), it.text()], [[], ''])
    it.press('escape')
    it.run([{ type: 'overlayOpened', overlay: { kind: 'members', top: 0 } }])
    it.paste(seven)
    t.match(selectOverlay(it.state()), { kind: 'members' })
    it.press('escape')
    it.press('C-s')
    it.paste('two\nwords')
    t.match(selectOverlay(it.state()), { kind: 'search', editor: { text: 'two words' } })
  },
)
