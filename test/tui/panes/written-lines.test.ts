/** The input line as lines: what it shows of a long text, and what it says of the rest. */
import t from 'tap'
import { safe } from '../../../src/text/sanitize.js'
import { writtenLines } from '../../../src/tui/panes/written-lines.js'
import { type Editor, edit, emptyEditor } from '../../../src/tui/state/editor.js'
import { stepRow } from '../../../src/tui/state/editor-rows.js'
import { viewEditor } from '../../../src/tui/state/editor-view.js'
import { lookOf } from '../../../src/tui/style/look.js'

const long = Array.from({ length: 200 }, (_, index) => `line ${index + 1}`).join('\n')
const end = edit(emptyEditor, { op: 'set', text: long })

function shown(editor: Editor, cols: number, rows: number): string[] {
  const look = lookOf('mono', 'unicode')
  return writtenLines({ look, cols, rows, prompt: safe`[ana] `, editor, hasRooms: true }).map((line) =>
    line
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  )
}

function up(editor: Editor, times: number): Editor {
  let moved = editor
  for (let time = 0; time < times; time += 1) moved = stepRow(moved, -1, 74)
  return moved
}

t.test(
  'of a long text the rows around the cursor are shown, with marks and counts of the others',
  async (t) => {
    t.same(shown(end, 80, 3), [
      '    ⋯ line 198',
      '    · line 199',
      `    · line 200${' '.repeat(24)}197 above · Enter send · Alt-Enter newline`,
    ])
    t.same(shown(up(end, 100), 80, 3), [
      '    ⋯ line 99',
      '    · line 100',
      `    ⋯ line 101${' '.repeat(14)}98 above · 99 below · Enter send · Alt-Enter newline`,
    ])
    t.same(shown(up(end, 500), 80, 3), [
      '[ana] line 1',
      '    · line 2',
      `    ⋯ line 3${' '.repeat(26)}197 below · Enter send · Alt-Enter newline`,
    ])
  },
)

t.test('where there is little room the counts come before the keys, and the marks stay', async (t) => {
  t.same(shown(up(end, 100), 40, 2), ['    ⋯ line 99', `    ⋯ line 100      98 above · 100 below`])
  t.same(shown(up(end, 100), 20, 2), ['    ⋯ line 99', '    ⋯ line 100'])
  t.same(shown(up(end, 100), 20, 1), ['    ⋯ line 100'])
})

t.test('wherever the cursor is, its row is among those shown', async (t) => {
  for (const rows of [1, 2, 8]) {
    let editor = end
    for (let step = 0; step < 200; step += 1) {
      const view = viewEditor(editor, 74, rows)
      t.equal(view.rows[view.cursor.y], `line ${200 - step}`)
      t.equal(view.rows.length + view.above + view.below, 200)
      editor = stepRow(editor, -1, 74)
    }
  }
})
