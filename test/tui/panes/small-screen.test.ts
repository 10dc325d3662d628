/** The smallest terminals: nothing covers anything else, and what is said is either whole or visibly cut. */
import t from 'tap'
import { safe } from '../../../src/text/sanitize.js'
import { pasteDialog } from '../../../src/tui/dialogs/paste-dialog.js'
import { layoutOf } from '../../../src/tui/state/layout.js'
import { noticeLines } from '../../../src/tui/state/notice-lines.js'
import { initialState, reduce } from '../../../src/tui/state/reduce.js'
import { lookOf } from '../../../src/tui/style/look.js'
import type { Line } from '../../../src/tui/style/theme.js'

const text = safe`This is too long for one message: 30,792 of 16,384 bytes. It stays here: send it in parts.`
const notice = { level: 'error' as const, text }
const textOf = (lines: readonly Line[]) =>
  lines.map((line) =>
    line
      .map((span) => span.text)
      .join('')
      .trimEnd(),
  )

t.test('with a long error and a long input, every pane has rows of its own', async (t) => {
  for (const [cols, rows] of [
    [20, 6],
    [20, 7],
    [40, 8],
    [80, 24],
  ] as const) {
    let state = initialState({ look: lookOf('mono', 'unicode'), size: { cols, rows }, nowMs: 0 })
    state = reduce(state, { type: 'edited', edit: { op: 'set', text: 'line\n'.repeat(200) } })
    state = reduce(state, { type: 'noticed', notice })
    const { title, timeline, status, input } = layoutOf(state)
    const panes = [...(title === null ? [] : [title]), timeline, status, input]
    let row = 0
    for (const pane of panes) {
      t.equal(pane.y, row, `${cols}×${rows}`)
      t.ok(pane.height >= 1)
      row += pane.height
    }
    t.equal(row, rows)
    t.equal(status.height, 1 + noticeLines(notice, { cols, rows }).length)
  }
})

t.test('what is said takes more lines on a narrow terminal, and ends with … where it is cut', async (t) => {
  t.same(textOf(noticeLines(notice, { cols: 80, rows: 24 })), [
    ' ! This is too long for one message: 30,792 of 16,384 bytes. It stays here:',
    '   send it in parts.',
  ])
  t.equal(noticeLines(notice, { cols: 24, rows: 24 }).length, 5)
  t.same(textOf(noticeLines(notice, { cols: 20, rows: 6 })), [
    ' ! This is too long',
    '   for one message:',
    '   30,792 of 16,38…',
  ])
})

t.test('a paste dialog shows its keys before it shows lines of the paste', async (t) => {
  const paste = { kind: 'paste' as const, text: 'one\ntwo\nthree\nfour\nfive' }
  const small = textOf(pasteDialog(paste, { cols: 16, rows: 4 }).lines)
  t.same(small, ['Enter as one', 'message · c as', 'code block · Esc', 'to edit'])
  const larger = textOf(pasteDialog(paste, { cols: 60, rows: 5 }).lines)
  t.same(larger.slice(0, 3), ['one', 'two', '… 3 more lines'])
})
