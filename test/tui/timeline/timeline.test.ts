import fc from 'fast-check'
import t from 'tap'
import { lineWidth } from '../../../src/tui/style/line.js'
import { lookOf } from '../../../src/tui/style/look.js'
import { blocksAround, scrolledAnchor, timelineLines } from '../../../src/tui/timeline/timeline-view.js'
import { startMs } from '../fake-engine.js'
import { message, person, shown, timeline } from './messages.js'

process.env.TZ = 'UTC'

t.test('time, nick and gutter stand before the text, and wrapped lines behind the gutter', async (t) => {
  t.same(
    shown(
      timeline([message('a', 'one two three four five six seven')], { cols: 40, atStart: false, rows: 3 }),
    ),
    [
      '               ⋯ loading                ',
      '20:00   bob │ one two three four five',
      '            │ six seven',
    ],
  )
  const nick = timeline([message('a', 'hi', { person: person('a very long nickname') })], { rows: 1 })
  t.same(shown(nick), ['20:00 a very … │ hi'])
})

t.test('days and the unread line are separators above the message they belong to', async (t) => {
  const messages = [message('a', 'old'), message('b', 'new', { timeMs: startMs + 86_400_000 })]
  t.same(shown(timeline(messages, { cols: 40, firstUnread: 'b', rows: 6 })), [
    '',
    '─────────── Sat 21 Nov 2026 ────────────',
    '20:00   bob │ old',
    '─────────── Sun 22 Nov 2026 ────────────',
    '───────────── new messages ─────────────',
    '20:00   bob │ new',
  ])
})

t.test('joins in a row are folded; actions, system lines and marks have their own signs', async (t) => {
  const joins = ['ana', 'bob', 'bob', 'chidi', 'dora'].map((name, index) =>
    message(`j${index}`, '', { kind: 'join', person: person(name) }),
  )
  const messages = [
    message('q', '', { kind: 'join', person: person('silent') }),
    message('s', 'bob named the room x', { kind: 'system' }),
    ...joins.slice(2, 4),
    message('x', 'waves', { kind: 'action', person: person('bob') }),
    ...joins,
    message('1', 'mine', { mine: true, delivery: 'stored' }),
    message('2', 'mine', { mine: true, delivery: 'held' }),
  ]
  const drafts = [message('d', 'later', { mine: true, delivery: 'waiting' })]
  const lines = [
    '20:00       -- │ silent joined',
    '20:00       -- │ bob named the room x',
    '20:00       -- │ ▸ 2 joined: bob, chidi',
    '20:00        * │ bob waves',
    '20:00       -- │ ▸ 4 joined',
    '20:00      bob │ mine ✓',
    '20:00      bob │ mine ✓✓',
    '20:00      bob │ later ◌',
  ]
  t.same(shown(timeline(messages, { drafts, rows: 8 })), lines)
  const unfolded = shown(timeline(messages, { drafts, unfolded: new Set(['j4']), rows: 6 }))
  t.equal(unfolded[2], '20:00       -- │ 4 joined: ana, bob, chidi, dora')
  const news = { sinceMs: startMs + 1 }
  t.same(shown(timeline(messages, { drafts, ...news, rows: 6 })), [
    ...lines.slice(1, 2),
    '20:00       -- │ bob joined',
    ...lines.slice(3, 4),
    ...lines.slice(5),
  ])
  t.same(shown(timeline(messages, { drafts, ...news, joins: 'none', rows: 5 })), [
    ...lines.slice(1, 2),
    ...lines.slice(3, 4),
    ...lines.slice(5),
  ])
  t.equal(
    shown(timeline(messages, { ...news, joins: 'all', rows: 13 })).filter((line) => / joined$/.test(line))
      .length,
    8,
  )
  t.same(shown(timeline(messages, { drafts, atEnd: false, rows: 1 })), [
    '                    ⋯ loading                     ',
  ])
})

t.test('without a UTF-8 locale our own signs are ASCII', async (t) => {
  const look = lookOf('mono', 'ascii')
  t.same(
    shown(timeline([message('a', 'x', { mine: true, delivery: 'held' })], { look, rows: 2, cols: 20 })),
    ['- Sat 21 Nov 2026 --', '20:00   bob | x ++'],
  )
})

t.test('a very long text is cut, and says by how much', async (t) => {
  const lines = shown(timeline([message('a', 'x\n'.repeat(299))], { rows: 2 }))
  t.match(lines.at(-1), /… 260 more lines \(Enter\)/)
  const narrow = shown(timeline([message('a', 'x\n'.repeat(299))], { rows: 2, cols: 30 }))
  t.match(narrow.at(-1), /… 260 more…?/)
  const whole = timeline([message('a', 'x\n'.repeat(299))], { rows: 400, unfolded: new Set(['a']) })
  t.equal(shown(whole).filter((line) => / │ x?$/.test(line)).length, 300)
  t.ok(narrow.every((line) => line.length <= 30))
})

t.test('scrolling goes line by line, stops at the beginning, and ends at the newest', async (t) => {
  const messages = Array.from({ length: 20 }, (_, index) => message(`m${index}`, `text ${index}`))
  const view = timeline(messages, { rows: 5 })
  const up = scrolledAnchor(view, -3)
  t.same(up, { id: 'm16', hidden: 0 })
  t.equal(scrolledAnchor({ ...view, anchor: up }, 3), null)
  t.equal(scrolledAnchor({ ...view, anchor: up }, 100), null)
  const top = scrolledAnchor(view, -1000)
  t.same(shown({ ...view, anchor: top })[1], '20:00      bob │ text 0')
  t.same(scrolledAnchor({ ...view, source: { ...view.source, atEnd: false }, anchor: up }, 100), {
    id: 'm19',
    hidden: 0,
  })
  t.equal(scrolledAnchor(timeline(messages.slice(0, 2), { rows: 9 }), -4), null, 'nothing to scroll')
  t.equal(scrolledAnchor(timeline([], { rows: 9 }), -4), null)
  t.same(blocksAround({ ...view, anchor: up }), { above: 16, below: 3 })
})

const words = fc.string({ unit: fc.constantFrom('a', 'bc ', '日', '👍', ' ', '\n', 'é'), maxLength: 60 })

t.test('no line is wider than the pane and the rows are always full, at any size and place', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 12 }),
        fc.integer({ min: 20, max: 90 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: -40, max: 40 }),
        (texts, cols, rows, by) => {
          const view = timeline(
            texts.map((text, index) => message(`m${index}`, text)),
            { cols, rows },
          )
          const lines = timelineLines({ ...view, anchor: scrolledAnchor(view, by) })
          return lines.length === rows && lines.every((line) => lineWidth(line) <= cols)
        },
      ),
    ),
  )
})

t.test(
  'an anchored view is the same byte for byte while history merges above and messages come below',
  async (t) => {
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(
          fc.array(words, { minLength: 12, maxLength: 20 }),
          fc.array(words, { maxLength: 8 }),
          fc.array(words, { maxLength: 5 }),
          fc.integer({ min: 3, max: 10 }),
          (texts, above, below, by) => {
            const make = (prefix: string) => (text: string, index: number) =>
              message(`${prefix}${index}`, `${prefix} ${text}`)
            const messages = texts.map(make('m'))
            const view = timeline(messages, { rows: 6, atStart: false })
            const anchor = scrolledAnchor(view, -by)
            const before = shown({ ...view, anchor })
            const merged = [...above.map(make('above')), ...messages, ...below.map(make('below'))]
            const after = shown({ ...timeline(merged, { rows: 6, atStart: false }), anchor })
            // what is not in the window when scrolling up to its edge is shown as loading: only full views are compared
            return (
              before[0]?.includes('loading') === true ||
              anchor === null ||
              before.join('\n') === after.join('\n')
            )
          },
        ),
      ),
    )
  },
)

t.test('a resize keeps the message at the bottom, even when fewer of its lines are left', async (t) => {
  const long = message('long', 'word '.repeat(60))
  const view = timeline([message('a', 'x'), long, message('b', 'y')], { cols: 30, rows: 4 })
  const anchor = scrolledAnchor(view, -10)
  t.equal(anchor?.id, 'long')
  const wide = shown({ ...view, cols: 200, anchor })
  t.match(wide.at(-1), /word/)
  t.notMatch(wide.join('\n'), /│ y/)
})
