/** What edits, removals and reactions make of a message. */
import t from 'tap'
import type { VerifiedRecord } from '../../src/protocol/entry.js'
import { foldRoom } from '../../src/timeline/fold.js'
import {
  creator,
  edit,
  entryId,
  logOf,
  memberId,
  naming,
  react,
  record,
  redact,
  reply,
  scope,
  text,
} from './records.js'

const hello = entryId(1, 1)
const [ana, bob] = [memberId(1), memberId(2)]

/** The first message of log 1 after everything. */
const messageOf = (records: readonly VerifiedRecord[], some = scope) =>
  foldRoom(records, some).rows.find(({ id }) => id === hello)!

const base = [...logOf(1, [text('hello')]), ...logOf(2, [text('hi')])]

t.test(
  'I1: the newest edit of the author is what a message says, wherever it stands in the arrival',
  async (t) => {
    const edits = [
      record(1, 2, 50, edit(hello, 'newest')),
      record(3, 1, 20, edit(hello, 'from another device'), 1),
      record(2, 2, 90, edit(hello, 'of somebody else')),
      record(4, 1, 95, edit(hello, 'of the creator'), 0),
    ]
    for (const records of [
      [...base, ...edits],
      [...edits.toReversed(), ...base.toReversed()],
    ]) {
      const message = messageOf(records)
      t.match(message, { text: 'newest', edited: entryId(1, 2), removed: null, shown: true })
    }
    t.match(messageOf([...base, edits[1]!]), { text: 'from another device', edited: entryId(3, 1) })
    t.match(messageOf(base), { text: 'hello', edited: null })
  },
)

t.test('an edit brings its own format and names, and leaves the reply where it was', async (t) => {
  const records = [
    ...logOf(1, [naming(reply(entryId(2, 1), 'you there'), bob, 0, 3)]),
    ...logOf(2, [text('hi')]),
    record(1, 2, 50, { ...naming(edit(hello, 'waves at you'), ana, 9, 3), format: 1 } as never),
  ]
  const message = messageOf(records)
  t.match(message, { text: 'waves at you', format: 1, target: entryId(2, 1) })
  t.same(message.mentions, [{ identity: ana, startByte: 9, lengthBytes: 3 }])
})

t.test(
  'edits, removals and reactions are no lines, and what they say is said by the message alone',
  async (t) => {
    const { rows } = foldRoom(
      [
        ...base,
        record(1, 2, 50, edit(hello, 'hallo')),
        record(2, 2, 51, react(hello, '👍')),
        record(2, 3, 52, redact(entryId(2, 1), 'oops')),
      ],
      scope,
    )
    t.same(
      rows.filter(({ shown }) => shown).map((row) => [row.type, row.text]),
      [
        ['join', ''],
        ['join', ''],
        ['text', 'hallo'],
        ['text', ''],
      ],
    )
    t.same(
      rows.filter(({ shown }) => !shown).map((row) => [row.type, row.text]),
      [
        ['edit', ''],
        ['react', ''],
        ['redact', ''],
      ],
    )
  },
)

t.test('a removal by the author or the creator is for good; by others it is nothing', async (t) => {
  const own = record(1, 2, 50, redact(hello, 'typo'))
  const byCreator = record(4, 1, 40, redact(hello, 'spam'), 0)
  const byBob = record(2, 2, 30, redact(hello, 'mine now'))
  const later = [record(1, 3, 90, edit(hello, 'again')), record(2, 3, 91, react(hello, '👍'))]
  t.match(messageOf([...base, byBob]), { text: 'hello', removed: null })
  t.match(messageOf([...base, own, byBob, ...later]), {
    ...{ text: '', edited: null, mentions: [], reactions: [], shown: true },
    removed: { author: ana, reason: 'typo' },
  })
  t.match(
    messageOf([...base, own, byCreator]),
    { removed: { author: creator, reason: 'spam' } },
    'the first counts',
  )
})

t.test('reactions are counted by identity; the newest word of each on each emoji counts', async (t) => {
  const reactions = (...records: VerifiedRecord[]) => messageOf([...base, ...records]).reactions
  const [up, party] = [record(2, 2, 30, react(hello, '👍')), record(1, 2, 31, react(hello, '🎉'))]
  t.same(reactions(up, party, record(3, 1, 40, react(hello, '👍'), 1)), [
    { emoji: '👍', authors: [ana, bob] },
    { emoji: '🎉', authors: [ana] },
  ])
  t.same(reactions(party, up, record(3, 1, 40, react(hello, '👍'), 2))[0], { emoji: '🎉', authors: [ana] })
  const taken = record(2, 3, 50, react(hello, '👍', 'remove'))
  t.same(reactions(up, taken, party), [{ emoji: '🎉', authors: [ana] }])
  t.same(reactions(taken, up, record(3, 1, 60, react(hello, '👍'), 2)), [{ emoji: '👍', authors: [bob] }])
})

t.test('no more than 1,024 pairs of identity and emoji count, the lowest ones', async (t) => {
  const flood = Array.from({ length: 1_100 }, (_, i) =>
    record(2, i + 2, 100 + i, react(hello, `x${String(2_000 - i)}`)),
  )
  const { reactions } = messageOf([...base, ...flood])
  t.equal(reactions.length, 1_024)
  t.same(
    [reactions[0]?.emoji, reactions.at(-1)?.emoji],
    ['x2000', 'x901'],
    'in the order in which they were given',
  )
  t.notOk(
    reactions.some(({ emoji }) => emoji === 'x924'),
    'as bytes: x1000 before x901',
  )
})

t.test('what names no message, or another type of record, changes nothing', async (t) => {
  const join = entryId(1, 0)
  const room = foldRoom(
    [
      ...base,
      record(1, 2, 50, edit(join, 'no')),
      record(1, 3, 51, redact(entryId(9, 9))),
      record(1, 4, 52, react(join, '👍')),
    ],
    scope,
  )
  t.match(room.rows[0], { type: 'join', text: '', edited: null, reactions: [] })
})

t.test('a held edit, removal or reaction waits with its effect', async (t) => {
  for (const entry of [edit(hello, 'future'), redact(hello), react(hello, '👍')]) {
    const held = record(1, 2, 900, entry)
    const now = { ...scope, maxHlc: held.hlc - 1n }
    t.same(messageOf([...base, held], now), messageOf(base, now), entry.kind)
    t.notSame(messageOf([...base, held]), messageOf(base), entry.kind)
  }
})
