import fc from 'fast-check'
import t from 'tap'
import { graphemes } from '../../../src/text/graphemes.js'
import { textWidth } from '../../../src/text/width.js'
import { type EditOp, type Editor, edit, emptyEditor } from '../../../src/tui/state/editor.js'
import { stepRow } from '../../../src/tui/state/editor-rows.js'
import { viewEditor, viewEditorLine } from '../../../src/tui/state/editor-view.js'

type Step = EditOp['op'] | 'up' | 'down' | 'yank'

/** One step in rows of `cols` cells. */
function does(editor: Editor, step: Step, cols = 80): Editor {
  if (step === 'up') return stepRow(editor, -1, cols)
  if (step === 'down') return stepRow(editor, 1, cols)
  return edit(editor, step === 'yank' ? { op: 'paste', text: editor.killed } : ({ op: step } as EditOp))
}

function typed(text: string, ...steps: Step[]): Editor {
  return steps.reduce<Editor>((editor, step) => does(editor, step), edit(emptyEditor, { op: 'insert', text }))
}

/** The text with a bar where the cursor is. */
function shown({ text, cursor }: Editor): string {
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`
}

t.test('motions and deletions go by grapheme, word and line', async (t) => {
  t.equal(shown(typed('añ👩‍👩‍👧', 'left')), 'añ|👩‍👩‍👧')
  t.equal(shown(typed('añ👩‍👩‍👧', 'backspace', 'backspace')), 'a|')
  t.equal(shown(typed('ab', 'left', 'delete')), 'a|')
  t.equal(shown(typed('one two', 'wordLeft', 'wordLeft', 'wordRight')), 'one| two')
  t.equal(shown(typed('one two-three', 'killWordLeft')), 'one two-|')
  t.equal(shown(typed('one two-three ', 'killWordBack')), 'one |')
  t.equal(shown(typed('one two', 'lineStart', 'killWordRight')), '| two')
  t.equal(shown(typed('ab\ncd', 'killToStart')), 'ab\n|')
  t.equal(shown(typed('ab\ncd', 'up', 'killToEnd')), 'ab|\ncd')
  t.equal(shown(typed('ab\ncd', 'up', 'lineStart', 'right', 'down', 'lineEnd')), 'ab\ncd|')
  t.equal(shown(typed('abc\nd', 'up', 'down', 'down')), 'abc\nd|')
  t.equal(shown(typed('abc\nd', 'textStart')), '|abc\nd')
  t.equal(shown(typed('abc\nd', 'textStart', 'textEnd')), 'abc\nd|')
  t.equal(
    shown(typed('abc\nd\nefg', 'up', 'up')),
    'abc|\nd\nefg',
    'the column where it began, past a shorter line',
  )
})

/** After steps in rows of four cells. */
function narrow(text: string, ...steps: Step[]): string {
  return shown(
    steps.reduce<Editor>((editor, step) => does(editor, step, 4), edit(emptyEditor, { op: 'set', text })),
  )
}

t.test('up and down go by the rows that are seen, also within one long line', async (t) => {
  t.equal(narrow('abcdefghij', 'up'), 'abcdef|ghij')
  t.equal(narrow('abcdefghij', 'up', 'up', 'up'), 'ab|cdefghij', 'the first row is the last one to go to')
  t.equal(narrow('abcdefghij', 'up', 'up', 'down', 'down', 'down'), 'abcdefghij|')
  t.equal(narrow('abcdefgh', 'up'), 'abcd|efgh', 'from the empty row behind a full one')
  t.equal(
    narrow('abcdef\nx\nabcd', 'left', 'up', 'up', 'up', 'down'),
    'abcdef|\nx\nabcd',
    'a short row on the way',
  )
  t.equal(
    narrow('abcdefg', 'up', 'right', 'down'),
    'abcd|efg',
    'the place at the end of a broken row is the next one',
  )
  t.equal(narrow('日本語x', 'up'), '日|本語x', 'a wide character is not entered')
  t.equal(narrow('ab👩‍👩‍👧cdef', 'left', 'up'), 'ab|👩‍👩‍👧cdef')
})

t.test('steps from row to row keep to the column where they began, in cells', async (t) => {
  const text = 'abcdef\nx\n日本語日本語'
  const first = edit(emptyEditor, { op: 'set', text })
  const after = (...steps: Step[]) => shown(steps.reduce<Editor>((editor, step) => does(editor, step), first))
  t.equal(after('up', 'up'), 'abcdef|\nx\n日本語日本語')
  t.equal(
    after('up', 'up', 'left', 'down', 'down'),
    'abcdef\nx\n日本|語日本語',
    'five cells: half of a wide character is before it',
  )
})

t.test('what was killed can be yanked, also a cleared line', async (t) => {
  t.equal(shown(typed('one two', 'killWordBack', 'yank', 'yank')), 'one twotwo|')
  t.equal(shown(typed('lost', 'clear')), '|')
  t.equal(shown(typed('lost', 'clear', 'yank')), 'lost|')
})

t.test('operations that change nothing give the same editor back', async (t) => {
  for (const op of [
    'backspace',
    'delete',
    'left',
    'right',
    'killToEnd',
    'clear',
    'up',
    'down',
    'wordLeft',
  ] as const) {
    t.equal(does(emptyEditor, op), emptyEditor, op)
  }
})

t.test('no control character can be typed or pasted, and the text is bounded', async (t) => {
  t.equal(typed('a\x1b[31m\r\nb\u2028\tc\x07\x9b\x7f').text, 'a[31m\nb\n    c')
  t.equal(typed('\ud83d').text, '\ufffd')
  t.equal(typed('x'.repeat(40_000)).text.length, 32_768)
})

const op = fc.oneof(
  fc.record({ op: fc.constant('insert' as const), text: fc.string({ unit: 'grapheme', maxLength: 5 }) }),
  fc.record({
    op: fc.constant('insert' as const),
    text: fc.constantFrom('\u0301', '\u{1d160}', '\u200d', '👩', '🇩', '\n', 'e'),
  }),
  fc
    .constantFrom<Step>(
      ...([
        'left',
        'right',
        'wordLeft',
        'wordRight',
        'lineStart',
        'lineEnd',
        'textStart',
        'textEnd',
        'up',
        'down',
      ] as const),
      ...(['backspace', 'delete', 'killWordBack', 'killWordLeft', 'killWordRight', 'killToStart'] as const),
      ...(['killToEnd', 'yank', 'clear'] as const),
    )
    .map((name) => ({ step: name })),
)

function boundaries(text: string): Set<number> {
  const found = new Set([0])
  let offset = 0
  for (const grapheme of graphemes(text)) {
    offset += grapheme.length
    found.add(offset)
  }
  return found
}

t.test('the cursor stands between graphemes, and in a cell of the view, whatever is done', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.array(op, { maxLength: 40 }), fc.integer({ min: 2, max: 12 }), (ops, cols) => {
        let editor = emptyEditor
        for (const next of ops) {
          editor = 'step' in next ? does(editor, next.step, cols) : edit(editor, next)
          if (!boundaries(editor.text).has(editor.cursor)) return false
        }
        const { rows, cursor } = viewEditor(editor, cols, 3)
        return (
          rows.length >= 1 &&
          rows.length <= 3 &&
          rows.every((row) => textWidth(row) <= cols) &&
          cursor.y < rows.length &&
          cursor.x < cols
        )
      }),
      { numRuns: 1500 },
    ),
  )
})

t.test(
  'the view breaks at the cell, keeps the cursor in sight and gives it a cell behind the last one',
  async (t) => {
    t.match(viewEditor(typed('abcd'), 4, 3), { rows: ['abcd', ''], cursor: { x: 0, y: 1 } })
    t.match(viewEditor(typed('日本語'), 5, 3), { rows: ['日本', '語'], cursor: { x: 2, y: 1 } })
    t.match(viewEditor(typed('a\nb\nc\nd'), 9, 2), { rows: ['c', 'd'], cursor: { x: 1, y: 1 } })
    t.match(viewEditor(typed('a\nb\nc', 'up', 'up'), 9, 2), {
      rows: ['a', 'b'],
      cursor: { x: 1, y: 0 },
    })
    t.same(viewEditorLine(typed('abc\ndef'), 5), { text: ' def', x: 4 }, 'a long line is scrolled sideways')
    t.same(viewEditorLine({ ...typed('abcdef'), cursor: 0 }, 4), { text: 'abc…', x: 0 })
    t.same(viewEditorLine(typed('日本語'), 4), { text: '語', x: 2 })
  },
)
