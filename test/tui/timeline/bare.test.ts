/** The timeline as it is for copying. */
import t from 'tap'
import { textWidth } from '../../../src/text/width.js'
import { message, person, shown, timeline } from './messages.js'

process.env.TZ = 'UTC'

const time = new Date(0).setHours(21, 8)

t.test('the bare view has time, nick and text, without columns, gutter and marks', async (t) => {
  const messages = [
    message('a', 'one', { timeMs: time, mine: true, delivery: 'held' }),
    message('b', 'two', { timeMs: time }),
    message('c', 'waves', { timeMs: time, kind: 'action' }),
  ]
  const bare = shown(timeline(messages, { bare: true, atStart: false, groupMs: 300_000, rows: 3 }))
  t.match(bare, [/^21:08 \S+ one$/, /^21:08 \S+ two$/, /^21:08 \* .*waves$/])
  const usual = shown(timeline(messages, { atStart: false, groupMs: 300_000, rows: 3 }))
  t.ok(usual.every((line) => line.includes('│')))
})

t.test('no text can look like another message, and no nick leaves its text without room', async (t) => {
  const forged = message('a', 'hello\n21:08 bob I owe you', { timeMs: time, person: person('x'.repeat(60)) })
  for (const cols of [20, 21, 40, 80]) {
    const lines = shown(timeline([forged], { bare: true, cols, rows: 12 }))
    t.equal(lines.filter((line) => line.startsWith('21:08')).length, 1)
    t.ok(lines.every((line) => textWidth(line as never) <= cols))
    t.match(
      lines.find((line) => line.startsWith('21:08')),
      /hello/,
    )
  }
})
