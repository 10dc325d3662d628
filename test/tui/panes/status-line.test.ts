import t from 'tap'
import { safe } from '../../../src/text/sanitize.js'
import { textWidth } from '../../../src/text/width.js'
import { progressBar, shortCount } from '../../../src/tui/panes/progress-bar.js'
import { type StatusModel, statusText } from '../../../src/tui/panes/status-line.js'
import { roomModel } from '../../../src/tui/state/view-model.js'
import { asciiGlyphs, unicodeGlyphs } from '../../../src/tui/style/glyphs.js'
import { FakeEngine, startMs } from '../fake-engine.js'

process.env.TZ = 'UTC'

type RoomChange = Parameters<FakeEngine['addRoom']>[1]

function model(room: RoomChange, change: Partial<StatusModel> = {}): StatusModel {
  const engine = new FakeEngine()
  engine.addRoom('garden', { number: 2, peers: 7, ...room })
  return {
    ...{ cols: 80, glyphs: unicodeGlyphs, nowMs: startMs, engine: 'up', mode: 'public', dhtReachable: true },
    room: roomModel(engine.rooms[0]!.view),
    below: null,
    ...{ newestKey: safe`Esc`, lateKey: safe`Alt-U` },
    found: 0,
    others: [],
    bareKey: null,
    ...change,
  }
}

const shown = (room: RoomChange, change?: Partial<StatusModel>) => statusText(model(room, change)).trimEnd()

const other = (number: number, unread: number, mentions = 0) => ({
  number,
  label: safe`#room${number}`,
  unread,
  mentions,
})

t.test('the bar says how the room is connected, and what it misses', async (t) => {
  const start = ' 20:00  2:#garden  '
  t.equal(shown({}), `${start}● 7 peers  ✓ synced`)
  t.equal(
    shown({}, { bareKey: safe`Alt-L` }),
    ' 20:00  bare view, Alt-L ends it  2:#garden  ● 7 peers  ✓ synced',
  )
  t.equal(shown({ peers: 1 }), `${start}● 1 peer  ✓ synced`)
  t.equal(shown({ peers: 0 }), `${start}○ nobody else is here`)
  t.equal(shown({ peers: 0 }, { found: 3 }), `${start}▲ connecting (trying 3 peers)`)
  t.equal(shown({ peers: 0 }, { dhtReachable: null }), `${start}▲ connecting`)
  t.equal(shown({ peers: 0 }, { dhtReachable: false }), `${start}○ no network`)
  t.equal(
    shown({ peers: 0, drafts: 1, onlyHere: 1 }, { mode: 'offline' }),
    `${start}○ offline  2 messages waiting`,
  )
  t.equal(shown({ peers: 0, onlyHere: 1 }, { mode: 'offline' }), `${start}○ offline  1 message waiting`)
  t.equal(
    shown({ sync: { knownBlocks: 23_900, missingBlocks: 15_300 } }),
    `${start}● 7 peers  ⇣ sync ▕███▌      ▏ 35% 8.6k/23.9k`,
  )
  t.equal(
    shown({ onlyHere: 2, drafts: 1, held: 3 }),
    `${start}● 7 peers  ✓ synced  ✓ 2 only here  ◌ 1 not sent yet`,
  )
  t.equal(shown({ drafts: 1 }), `${start}● 7 peers  ✓ synced  ◌ 1 not sent yet`)
  t.equal(
    shown({ held: 3, notice: 'the log is full' }, { cols: 140 }),
    `${start}● 7 peers  ✓ synced  3 from the future held back  the log is full`,
  )
  t.equal(shown({ state: 'waiting', peers: 0 }), `${start}⋯ waits for a first member`)
  t.equal(
    shown({ state: 'waiting', peers: 0 }, { dhtReachable: false }),
    `${start}○ no network  ⋯ waits for a first member`,
  )
})

t.test('the bar says what the engine does, and when there is no room', async (t) => {
  t.equal(shown({}, { engine: 'starting' }), ' 20:00  2:#garden  ▲ starting')
  t.match(shown({}, { engine: 'away' }), '○ engine away: trying again, your text is kept')
  t.equal(shown({}, { room: undefined }), ' 20:00  no room  ● online')
})

t.test(
  'what is new below the view is counted, mentions by themselves; else only that one is not at the end',
  async (t) => {
    const below = { count: 37, mentions: 0 }
    t.match(shown({}, { below }), '✓ synced  -- 37 new below (Esc) --')
    t.match(shown({}, { below: { ...below, mentions: 2 } }), '-- 37 new below, 2! (Esc) --')
    t.match(shown({}, { below: { count: 0, mentions: 0 } }), '✓ synced  -- not at the end (Esc) --')
  },
)

t.test('that one is not at the end is the last to go when the screen is narrow', async (t) => {
  const at = (cols: number, count: number) =>
    shown({ name: 'the-garden-of-many' }, { cols, below: { count, mentions: 1 }, others: [other(5, 9, 2)] })
  t.equal(at(62, 37), ' 20:00  2:#the-garden-of-many  -- 37 new below, 1! (Esc) --')
  t.equal(at(50, 37), ' 20:00  2:#the-garden-of-…  -- 37 new, 1! (Esc)')
  t.equal(at(30, 37), ' 20:00  -- 37 new, 1! (Esc)')
  t.equal(at(30, 0), ' 20:00  -- Esc: to the end')
  t.equal(at(20, 37), '-- 37 new, 1! (Esc)')
  t.match(at(100, 37), /✓ synced.*Act: 5:/)
})

t.test('late messages that were not seen yet are said, with the key that leads there', async (t) => {
  t.match(shown({ late: 2 }), '✓ synced  2 late above, Alt-U')
  t.match(shown({ late: 2 }, { below: { count: 0, mentions: 0 }, cols: 90 }), '(Esc) --  2 late, Alt-U')
})

t.test('other rooms stand at the right: mentions first, with names where there is place', async (t) => {
  const others = [other(3, 14), other(4, 3), other(5, 9, 2), other(7, 1, 1), other(8, 0)]
  t.match(statusText(model({}, { others, cols: 65 })), /✓ synced {3}Act: 5:2! 7:1! 3:14 4:3 $/)
  t.match(statusText(model({}, { others, cols: 120 })), /Act: 5:#room5:2! 7:#room7:1! 3:14 4:3 $/)
  t.match(statusText(model({}, { others, cols: 60 })), /✓ synced {4}Act: 5:2! 7:1! \+2 $/)
  t.notMatch(statusText(model({}, { others, cols: 47 })), /Act/)
  t.match(statusText(model({}, { others, cols: 48 })), /7 peers +Act: 5:2! 7:1! \+2 $/)
  const quiet = statusText(model({ onlyHere: 1 }, { others: [other(3, 14)], cols: 56 }))
  t.match(quiet, /only here *$/, 'what waits here is more urgent than what waits elsewhere')
})

t.test('at every width the bar is exactly as wide as the screen, and never wraps', async (t) => {
  const full = model(
    {
      ...{ onlyHere: 2, drafts: 1, held: 3, notice: 'something is not as it should be' },
      ...{ name: '花'.repeat(40), sync: { knownBlocks: 1_234_567, missingBlocks: 1 } },
    },
    { below: { count: 37, mentions: 2 }, others: [other(5, 1, 100), other(6, 3)] },
  )
  for (let cols = 20; cols <= 220; cols += 1) {
    for (const glyphs of [unicodeGlyphs, asciiGlyphs])
      t.equal(textWidth(statusText({ ...full, cols, glyphs })), cols, `${cols}`)
  }
})

t.test(
  'a bar of progress is as wide as asked for, grows in eighths, and is full only at the end',
  async (t) => {
    const all = 1000
    let former = -1
    for (let done = 0; done <= all; done += 1) {
      const bar = progressBar({ done, all }, 10, unicodeGlyphs)
      t.equal(textWidth(bar), 12)
      const steps = [...bar].reduce((sum, sign) => sum + Math.max(0, ' ▏▎▍▌▋▊▉█'.indexOf(sign)), 0)
      if (steps < former) t.fail(`${done} is less than before`)
      former = steps
      if (done < all) t.not(bar, '▕██████████▏')
    }
    t.equal(progressBar({ done: all, all }, 10, unicodeGlyphs), '▕██████████▏')
    t.equal(progressBar({ done: 999, all }, 10, asciiGlyphs), '[#########.]')
    t.equal(progressBar({ done: 0, all: 0 }, 4, asciiGlyphs), '[####]')
  },
)

t.test('large numbers are short, and never more than is so', async (t) => {
  const numbers = [0, 999, 1000, 8640, 23_999, 99_999, 100_000, 999_999, 1_000_000, 12_345_678]
  t.same(numbers.map(shortCount), [
    ...['0', '999', '1k', '8.6k', '23.9k', '99.9k', '100k', '999k', '1M', '12.3M'],
  ])
})
