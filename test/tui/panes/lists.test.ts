import t from 'tap'
import type { RoomView } from '../../../src/api/views.js'
import { memberList } from '../../../src/tui/panes/member-list.js'
import { roomLine } from '../../../src/tui/panes/room-line.js'
import { roomKey } from '../../../src/tui/state/room-key.js'
import { memberModels, roomModel } from '../../../src/tui/state/view-model.js'
import { asciiGlyphs, unicodeGlyphs } from '../../../src/tui/style/glyphs.js'
import { lineWidth } from '../../../src/tui/style/line.js'
import { lookOf } from '../../../src/tui/style/look.js'
import type { Line } from '../../../src/tui/style/theme.js'
import { FakeEngine, idOf, startMs } from '../fake-engine.js'

const text = (line: Line) => line.map((part) => part.text).join('')

function room(change: Partial<RoomView> = {}) {
  const engine = new FakeEngine()
  return roomModel({ ...engine.room(engine.addRoom('garden')).view, ...change })
}

t.test(
  'a room shows its number and what is unread: mentions before messages, muted ones quietly',
  async (t) => {
    const line = (change: Partial<RoomView>, cols = 16, isCurrent = false, hasDraft = false) =>
      roomLine(room(change), { isCurrent, hasDraft, glyphs: unicodeGlyphs, cols })
    t.equal(text(line({})), ' 1 #garden      ')
    t.equal(text(line({}, 16, true)), '▌1 #garden      ')
    t.equal(text(line({ unread: 14 })), ' 1 #garden   14 ')
    t.equal(text(line({ unread: 5, mentions: 2 })), ' 1 #garden   2! ')
    t.equal(text(line({ unread: 9, level: 'none' })), ' 1 #garden   ·9 ')
    t.equal(text(line({ unread: 9, level: 'none' }, 22)), ' 1 #garden (muted) ·9 ')
    t.equal(text(line({ unread: 2000, name: 'a very long name' })), ' 1 #a ver… 999+ ')
    t.equal(text(line({}, 16, false, true)), ' 1 #garden    ✎ ')
    t.equal(text(line({ unread: 14 }, 16, false, true)), ' 1 #garden ✎ 14 ')
    t.equal(text(line({}, 16, true, true)), '▌1 #garden      ', 'one sees it below')
    const roles = (one: Line) => one.filter((part) => part.text.trim() !== '').map((part) => part.role)
    t.same(roles(line({ unread: 5, mentions: 2 })), ['unread', 'mention'])
    t.same(roles(line({ unread: 9, level: 'none' })), ['dim', 'dim'])
    t.same(roles(line({ unread: 9, mentions: 9 }, 16, true)), ['selection', 'selection'])
    t.match(
      text(
        roomLine(room({ name: '日本語の部屋です' }), {
          isCurrent: true,
          hasDraft: false,
          glyphs: asciiGlyphs,
          cols: 16,
        }),
      ),
      /^>1 #日本語/,
    )
  },
)

t.test('a room key is the beginning of the id in eight letters, the same for the same id only', async (t) => {
  t.equal(roomKey('0000000000'.padEnd(64, 'f')), 'yyyy·yyyy')
  t.equal(roomKey('ffffffffff'.padEnd(64, '0')), '9999·9999')
  t.equal(roomKey('0123456789'.padEnd(64, '0')), 'yrtw·k3hj')
  t.equal(room({ room: null }).key, null)
})

function people() {
  const engine = new FakeEngine()
  const handle = engine.addRoom('garden')
  const away = { online: false, lastMs: startMs - 2 * 86_400_000 }
  engine.addMember(handle, 'bob', { author: idOf('b1'), tag: 'aaaa1111' })
  engine.addMember(handle, 'bob', { author: idOf('b2'), tag: 'aaaa2222', ...away })
  engine.addMember(handle, 'аnа', { author: idOf('evil'), tag: 'eeee1111' })
  engine.addMember(handle, 'chidi', away)
  return memberModels(engine.room(handle).members)
}

t.test('members: who is here, who is away, and who could be taken for somebody else', async (t) => {
  const state = { look: lookOf('mono', 'unicode'), nowMs: startMs }
  const lines = memberList(people(), state, { cols: 26, rows: 14 })
  t.same(lines.map(text), [
    'MEMBERS 5 (3 on)',
    '',
    '● ana·k3f9             you',
    '● bob·aaaa1             ⚠ ',
    '● аnа·eeee              ⚠ ',
    '',
    '○ bob·aaaa2           ⚠ 2d',
    '○ chidi                 2d',
    '',
    '  bob·aaaa1 (2nd key!)',
    '  bob·aaaa2 (2nd key!)',
    '⚠ look-alike аnа·eeee',
  ])
  const few = memberList(people(), state, { cols: 17, rows: 9 })
  t.equal(few.length, 9)
  t.ok(few.every((line) => lineWidth(line) <= 17))
  t.same(few.map(text).slice(3, 5), ['● аnа·eeee     ⚠ ', '2 more: /names'])
  t.equal(few.map(text).at(-1), '⚠ аnа·eeee alike', 'the nick is cut before the warning is')
  const tiny = memberList(people(), state, { cols: 15, rows: 14 }).map(text)
  t.same(tiny.slice(-3), ['bob… (2nd key!)', 'bob… (2nd key!)', '⚠ аnа·ee… alike'])
  t.ok(tiny.includes('○ bob·aaa… ⚠ 2d'), tiny.join('\n'))
})
