/** Who can be taken for somebody else, on the lines of a timeline. */
import t from 'tap'
import { sanitize } from '../../../src/text/sanitize.js'
import { messageLines } from '../../../src/tui/plain/say-message.js'
import { lookOf } from '../../../src/tui/style/look.js'
import { LineCache } from '../../../src/tui/timeline/line-cache.js'
import { message, person, shown, timeline } from './messages.js'

const mallory = { ...person('аna·kx3f'), likeness: 'alike' as const }
const messages = [
  message('r', 'mallory is now called аna', {
    kind: 'system',
    person: mallory,
    warning: sanitize('looks like ana'),
  }),
  message('1', 'hello', { person: mallory }),
  message('2', 'waves', { kind: 'action', person: mallory }),
  message('3', 'hello', { person: { ...person('bob·aaaa1'), likeness: 'same' } }),
]

t.test(
  'a look-alike is marked before the nick, where no width cuts it off, and a change to such a nick warns',
  async (t) => {
    const lines = (cols: number) =>
      shown(timeline(messages, { cols, rows: 6 })).filter((line) => /│/.test(line))
    t.same(lines(80), [
      '20:00          -- │ mallory is now called аna  ⚠ looks like ana',
      '20:00   ⚠аna·kx3f │ hello',
      '20:00           * │ ⚠аna·kx3f waves',
      '20:00   bob·aaaa1 │ hello',
    ])
    t.match(
      lines(40).find((line) => line.endsWith('hello')),
      /^20:00 *⚠аna… │ hello$/,
    )
    const ascii = shown(timeline(messages, { cols: 80, rows: 6, look: lookOf('mono', 'ascii') }))
    t.ok(ascii.some((line) => /mallory is now called аna {2}! looks like ana/.test(line)))
    t.ok(ascii.some((line) => / {2}!аna·kx3f \| hello/.test(line)))
    const bare = shown(timeline(messages, { cols: 40, rows: 6, bare: true }))
    t.ok(bare.includes('20:00 ⚠аna·kx3f hello'), bare.join('\n'))
  },
)

t.test('the linear face says it in words', async (t) => {
  t.same(
    messages.flatMap((one) => messageLines(one)),
    [
      '20:00 -- mallory is now called аna, looks like ana',
      '20:00 аna·kx3f, look-alike: hello',
      '20:00 * аna·kx3f, look-alike waves',
      '20:00 bob·aaaa1: hello',
    ],
  )
})

t.test('a look-alike is marked when they join too, alone, among others and unfolded', async (t) => {
  const joins = [
    message('1', '', { kind: 'join', person: mallory }),
    message('2', '', { kind: 'join', person: person('bob') }),
  ]
  const lines = (some: typeof joins, unfolded: readonly string[] = []) =>
    shown(timeline(some, { cols: 80, rows: 4, unfolded: new Set(unfolded) })).filter((line) =>
      /joined/.test(line),
    )
  t.same(lines(joins.slice(0, 1)), ['20:00          -- │ ⚠аna·kx3f joined'])
  t.same(lines(joins), ['20:00          -- │ ▸ 2 joined: ⚠аna·kx3f, bob'])
  t.same(lines(joins, ['2']), ['20:00          -- │ 2 joined: ⚠аna·kx3f, bob'])
  t.same(
    joins.slice(0, 1).flatMap((one) => messageLines(one)),
    ['20:00 -- аna·kx3f joined, look-alike'],
  )
})

t.test('a line that was drawn before its author could be taken for somebody is drawn again', async (t) => {
  const cache = new LineCache(10)
  const style = { ...timeline([]), bare: false }
  const item = (one: ReturnType<typeof message>) => ({
    ...{ last: one, messages: [one], newDay: false, unreadLine: false, lateRun: [] },
    ...{ isLate: false, grouped: false, sameMinute: false },
  })
  const plain = message('1', 'hello', { person: { ...mallory, likeness: null } })
  const before = cache.linesOf(item(plain), style)
  t.equal(cache.linesOf(item(plain), style), before)
  t.not(cache.linesOf(item(message('1', 'hello', { person: mallory })), style), before)
})
