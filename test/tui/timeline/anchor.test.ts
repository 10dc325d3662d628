/** An anchored view while everything else moves: whatever merges above it or comes below, not one of its bytes changes. */
import fc from 'fast-check'
import t from 'tap'
import type { MessageModel } from '../../../src/tui/state/models.js'
import { scrolledAnchor, seenMessages } from '../../../src/tui/timeline/timeline-view.js'
import { startMs } from '../fake-engine.js'
import { message, person, shown, timeline } from './messages.js'

process.env.TZ = 'UTC'

const minuteMs = 60_000

const written = fc.record({
  text: fc.constantFrom(
    'short',
    'a longer text that needs more than a line',
    '```\ncode\n```',
    '> q',
    'x\ny\nz',
    '日本語',
  ),
  nick: fc.constantFrom('ana', 'bob'),
  minutes: fc.nat(9),
  kind: fc.constantFrom('text', 'text', 'text', 'action', 'system'),
})

/** Messages one after the other, from `firstMs` on. */
function history(
  prefix: string,
  parts: readonly { text: string; nick: string; minutes: number; kind: string }[],
  firstMs: number,
) {
  let timeMs = firstMs
  return parts.map(({ text, nick, minutes, kind }, index): MessageModel => {
    timeMs += minutes * minuteMs
    return message(`${prefix}${index}`, text, {
      kind: kind as MessageModel['kind'],
      person: person(nick),
      timeMs,
    })
  })
}

const some = (minLength: number, maxLength: number) => fc.array(written, { minLength, maxLength })

t.test(
  'a view with names that are not repeated stays byte-equal while late messages merge right above it',
  async (t) => {
    let compared = 0
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(
          some(14, 24),
          some(0, 8),
          some(0, 6),
          fc.integer({ min: 1, max: 12 }),
          (parts, above, below, by) => {
            const messages = history('m', parts, startMs)
            const options = { rows: 7, groupMs: 5 * minuteMs, atStart: false }
            const view = timeline(messages, options)
            const anchor = scrolledAnchor(view, -by)
            const before = shown({ ...view, anchor })
            const first = messages.findIndex(({ id }) => id === seenMessages({ ...view, anchor })[0])
            // a separator at the top belongs to the message below it: what merges between takes its place
            if (anchor === null || first < 1 || /─|loading/.test(before[0] ?? '')) return true
            compared += 1
            const merged = [
              ...messages.slice(0, first),
              ...history('late', above, messages[first - 1]!.timeMs),
              ...messages.slice(first),
              ...history('new', below, messages.at(-1)!.timeMs),
            ]
            return shown({ ...timeline(merged, options), anchor }).join('\n') === before.join('\n')
          },
        ),
        { numRuns: 400 },
      ),
    )
    t.ok(compared > 100, `${compared} views compared`)
  },
)

t.test('what is remembered of lines is what drawing gives, whatever became of a message', async (t) => {
  const changes: readonly Partial<MessageModel>[] = [
    {},
    { text: message('x', 'another').text },
    { edited: true },
    { mention: true },
    { removed: message('x', 'removed').text },
    { reply: message('x', 'bob: why').text },
    { reactions: [{ emoji: message('x', '👍').text, count: 2, mine: false }] },
    { mine: true, delivery: 'stored' },
    { mine: true, delivery: 'held' },
    { person: person('robert') },
    { timeMs: startMs + minuteMs },
    { arrival: 'before' },
  ]
  const draw = (change: Partial<MessageModel>) =>
    shown(timeline([message('same', 'one', change)], { rows: 3, cols: 51 })).join('\n')
  const all = changes.map(draw)
  t.equal(new Set(all).size, changes.length, 'each is another picture')
  t.same(changes.map(draw), all)
})
