import t from 'tap'
import { sanitize } from '../../../src/text/sanitize.js'
import type { MessageModel } from '../../../src/tui/state/models.js'
import { lookOf } from '../../../src/tui/style/look.js'
import { paintLine } from '../../../src/tui/style/theme.js'
import { timelineLines } from '../../../src/tui/timeline/timeline-view.js'
import { startMs } from '../fake-engine.js'
import { message, person, shown, timeline } from './messages.js'

process.env.TZ = 'UTC'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

function one(text: string, change: Partial<MessageModel> = {}, cols = 50, rows = 1): string[] {
  return shown(timeline([message('a', text, change)], { cols, rows })).map((line) => line.slice(14))
}

t.test('formatting is shown without its signs; code and quotes have theirs before each line', async (t) => {
  t.same(one('**b** _i_ ~~s~~ `c` :+1: 2*3*4 a_b'), [' │ b i s c 👍 2*3*4 a_b'])
  t.same(one('yes:\n```js\nconst a = 1\n\n  b()\n```\n> so *it* is\nend', {}, 50, 6), [
    ' │ yes:',
    ' │ ▏ const a = 1',
    ' │ ▏ ',
    ' │ ▏   b()',
    ' │ ┃ so it is',
    ' │ end',
  ])
  t.same(one('`:tada:` https://x.org/:tada:/ :tada:'), [' │ :tada: https://x.org/:tada:/ 🎉'])
  const view = timeline([message('a', '**b _i_** `c` ~~s~~ https://x.org')], {
    look: lookOf('16', 'unicode'),
    rows: 1,
  })
  t.match(
    paintLine(timelineLines(view)[0]!, view.look.theme),
    /\x1b\[1mb \x1b\[0m\x1b\[1m\x1b\[3mi\x1b\[0m \x1b\[36mc\x1b\[0m \x1b\[9ms\x1b\[0m \x1b\[4mhttps:\/\/x\.org\x1b\[0m/,
  )
})

t.test(
  'a link can be opened where the terminal is known, and only where the text is plainly its target',
  async (t) => {
    const look = { ...lookOf('mono', 'unicode'), hyperlinks: true }
    const painted = (text: string, cols = 60) =>
      timelineLines(timeline([message('a', text)], { look, cols, rows: 3 }))
        .map((line) => paintLine(line, look.theme))
        .join('\n')
    t.match(
      painted('https://x.org/a b'),
      /\x1b\]8;id=\d+;https:\/\/x\.org\/a\x1b\\\x1b\[4mhttps:\/\/x\.org\/a\x1b\[0m\x1b\]8;;\x1b\\ b/,
    )
    const wrapped = [
      ...painted(`https://x.org/${'ab'.repeat(30)}`, 40).matchAll(/\x1b\]8;(id=\d+;https:[^\x1b]+)/g),
    ]
    t.equal(wrapped.length, 3)
    t.equal(new Set(wrapped.map(([, target]) => target)).size, 1, 'the parts of a wrapped link are one link')
    t.notMatch(painted('https://exаmple.org/'), /\]8;/, 'letters of another script')
    t.notMatch(
      painted('[text](https://x.org) javascript:alert(1) file:///etc/passwd').replace(
        /\]8;id=\d+;https:\/\/x\.org\x1b/,
        '',
      ),
      /\]8;id/,
    )
    t.match(painted('[text](https://x.org)'), /\[text\]\(.*https:\/\/x\.org/)
  },
)

t.test('who is named, what is answered, edited, removed and reacted to is seen', async (t) => {
  const text = sanitize('@you and @bob look')
  const mentions = [
    { start: 0, end: 4, role: 'mention' as const },
    { start: 9, end: 13, role: 'nick1' as const },
  ]
  const view = timeline([message('a', text, { mention: true, mentions })], { rows: 1 })
  t.same(shown(view), ['20:00      bob!│ @you and @bob look'])
  t.same(
    timelineLines(view)[0]!
      .filter((part) => part.marks !== undefined)
      .map(({ text, role }) => [text, role]),
    [
      ['@you', 'mention'],
      ['@bob', 'nick1'],
    ],
  )
  const reply = sanitize('bob: the relay in Lyon is back, seeding it now')
  t.same(one('thanks!', { reply }, 50, 2), [' │ ┃ bob: the relay in Lyon is back…', ' │ thanks!'])
  t.same(one('hi all', { edited: true }), [' │ hi all (edited)'])
  t.same(one('```\nx\n```', { edited: true }, 50, 2), [' │ ▏ x', ' │ (edited)'])
  t.same(one('', { removed: sanitize('removed by kira: spam') }), [' │ removed by kira: spam'])
  const reactions = [
    { emoji: sanitize('👍'), count: 3, mine: true },
    { emoji: sanitize('🎉'), count: 1, mine: false },
  ]
  t.same(one('done', { reactions, mine: true, delivery: 'held' }, 50, 2), [' │ done ✓✓', ' │ [👍 3] [🎉 1]'])
  t.match(one('done', { reactions }, 100), [/ │ done {50,}\[👍 3\] \[🎉 1\]$/])
})

t.test(
  'a clock that is ahead is marked before the time, a late arrival beside the gutter and above the first',
  async (t) => {
    t.same(shown(timeline([message('a', 'hi', { arrival: 'before' })], { rows: 1 })), ['~20:00     bob │ hi'])
    const long = message('a', 'hi', { arrival: 'before', person: person('a long nickname') })
    t.same(shown(timeline([long], { rows: 1 })), ['~20:00 a long… │ hi'])
    const messages = [
      message('a', 'read'),
      message('b', 'one', { arrival: 'long after' }),
      message('c', 'two', { arrival: 'long after', person: person('ana') }),
      message('d', 'read too', { arrival: 'long after' }),
      message('e', 'three'),
    ]
    t.same(shown(timeline(messages, { late: new Set(['b', 'c', 'e']), cols: 60, rows: 7 })), [
      '20:00      bob │ read',
      '──── 2 late messages from bob and ana, written while offline ────'.slice(3, 63),
      '20:00      bob⇣│ one',
      '20:00      ana⇣│ two',
      '20:00      bob │ read too',
      '─────── 1 late message from bob, written while offline ───────'.slice(1, 61),
      '20:00      bob │ three',
    ])
  },
)

t.test(
  'messages of one author within five minutes stand under one name, except at the top of the view',
  async (t) => {
    const at = (minutes: number) => ({ timeMs: startMs + minutes * minuteMs })
    const messages = [
      message('a', 'one'),
      message('b', 'two', at(5)),
      message('b2', 'and', at(5)),
      message('c', 'three', at(11)),
      message('d', 'four', { ...at(11), person: person('ana') }),
      message('e', 'waves', { ...at(12), kind: 'action', person: person('ana') }),
      message('f', 'five', { ...at(12), person: person('ana') }),
    ]
    const view = timeline(messages, { groupMs: 5 * minuteMs, rows: 7 })
    t.same(shown(view), [
      '20:00      bob │ one',
      '20:05          │ two',
      '               │ and',
      '20:11      bob │ three',
      '20:11      ana │ four',
      '20:12        * │ ana waves',
      '20:12      ana │ five',
    ])
    t.same(shown({ ...view, rows: 5 })[0], '20:05      bob │ and')
    t.same(shown({ ...view, source: { ...view.source, groupMs: 0 } })[1], '20:05      bob │ two')
  },
)

t.test('a day that begins while one looks has its separator at once, and only then', async (t) => {
  const messages = [message('a', 'good night')]
  const today = new Date(startMs + dayMs).setHours(0, 0, 0, 0)
  t.same(shown(timeline(messages, { today, cols: 40, rows: 2 })), [
    '20:00   bob │ good night',
    '─────────── Sun 22 Nov 2026 ────────────',
  ])
  t.same(shown(timeline(messages, { today, anchor: { id: 'a', hidden: 0 }, rows: 1 })), [
    '20:00      bob │ good night',
  ])
  const next = message('b', 'morning', { timeMs: today + minuteMs })
  t.equal(
    shown(timeline([...messages, next], { today, rows: 4 })).filter((line) => line.includes('22 Nov')).length,
    1,
  )
})

t.test('records of another version are one dim line, and times stand as one likes', async (t) => {
  const unknown = [1, 2, 3].map((index) => message(`u${index}`, 'bob sent something', { kind: 'unknown' }))
  t.same(shown(timeline(unknown, { rows: 1, cols: 80 })), [
    '20:00          -- │ ▸ 3 records that this version of hocket cannot show',
  ])
  t.same(shown(timeline(unknown.slice(0, 1), { rows: 1 })), ['20:00       -- │ bob sent something'])
  t.same(shown(timeline([message('a', 'x')], { rows: 1, timeFormat: 'HH.MM:SS' })), ['20.00:00      bob │ x'])
})
