/** What the real painter sends to a terminal when people write what they must not: letters in its own cells, nothing else. */
import { Unicode11Addon } from '@xterm/addon-unicode11'
import xterm from '@xterm/headless'
import fc from 'fast-check'
import t from 'tap'
import type { MessageView } from '../../../src/api/views.js'
import { draftModels, messageModels } from '../../../src/tui/state/message-models.js'
import { memberModels } from '../../../src/tui/state/view-model.js'
import { lineWidth } from '../../../src/tui/style/line.js'
import { lookOf } from '../../../src/tui/style/look.js'
import { paintLine } from '../../../src/tui/style/theme.js'
import { Screen } from '../../../src/tui/term/screen.js'
import { timelineLines } from '../../../src/tui/timeline/timeline-view.js'
import { anyText, escapeForms } from '../../text/nasty-text.js'
import { FakeEngine, idOf } from '../fake-engine.js'
import { timeline } from './messages.js'

process.env.TZ = 'UTC'

const cols = 70
const rows = 16
const pane = { x: 10, y: 3, width: 50, height: 10 }
/** The other panes, side by side with it as on the real screen: what stands at the right is written after it. */
const around = {
  title: { x: 0, y: 0, width: cols, height: pane.y },
  rooms: { x: 0, y: pane.y, width: pane.x, height: pane.height },
  members: { x: pane.x + pane.width, y: pane.y, width: cols - pane.x - pane.width, height: pane.height },
  status: { x: 0, y: pane.y + pane.height, width: cols, height: rows - pane.y - pane.height },
}
const look = { ...lookOf('truecolor', 'unicode'), hyperlinks: true }

/** A terminal with a screen on it, of which one pane belongs to the timeline, and an account of all else that happens. */
async function paintedTerminal() {
  const terminal = new xterm.Terminal({ cols, rows, allowProposedApi: true, scrollback: 20 })
  terminal.loadAddon(new Unicode11Addon())
  terminal.unicode.activeVersion = '11'
  const effects: string[] = []
  terminal.onTitleChange((title) => effects.push(`title ${title}`))
  terminal.onBell(() => effects.push('bell'))
  terminal.onScroll(() => effects.push('scroll'))
  terminal.onData((reply) => effects.push(`reply ${reply}`))
  for (const osc of [4, 9, 10, 11, 52, 99, 777, 1337])
    terminal.parser.registerOscHandler(osc, () => effects.push(`osc ${osc}`) > 0)
  const targets: string[] = []
  terminal.parser.registerOscHandler(8, (link) => targets.push(link) > 0)
  const screen = new Screen({
    ...{ isTTY: true, columns: cols, rows },
    write: (text: string) => {
      terminal.write(text)
      return true
    },
    ...{ on: () => undefined, once: () => undefined, off: () => undefined },
  } as never)
  screen.enter()
  screen.place('timeline', pane, 0)
  for (const [id, rect] of Object.entries(around)) screen.place(id, rect, 0)
  const settled = () => new Promise<void>((resolve) => terminal.write('', resolve))

  /** Draws `lines` in the pane and describes everything but its cells. */
  const outside = async (lines: readonly string[]): Promise<string> => {
    effects.length = 0
    for (const [id, { width, height }] of Object.entries(around))
      screen.draw(
        id,
        Array.from({ length: height }, () => '#'.repeat(width)),
      )
    screen.draw('timeline', lines)
    screen.cursor({ x: 5, y: 1 })
    screen.flush()
    await settled()
    const { active } = terminal.buffer
    const cells = Array.from({ length: rows }, (_, row) => {
      const line = active.getLine(active.baseY + row)!
      return Array.from({ length: cols }, (_, col) => {
        const isInside =
          row >= pane.y && row < pane.y + pane.height && col >= pane.x && col < pane.x + pane.width
        const cell = line.getCell(col)!
        return isInside ? ' ' : `${cell.getChars()}${cell.isAttributeDefault() ? '' : '*'}`
      }).join('')
    })
    const { type, baseY, length, cursorX, cursorY } = active
    return JSON.stringify({ type, baseY, length, cursorX, cursorY, modes: terminal.modes, effects, cells })
  }
  await outside([]) // what entering the screen does is over
  return { outside, targets }
}

/** Everything that somebody can write, in every place where it is drawn. */
function paint(raw: string): { readonly lines: readonly string[]; readonly widest: number } {
  const engine = new FakeEngine()
  const handle = engine.addRoom('garden')
  engine.addMember(handle, raw, { author: idOf('x'), tag: 'xxxx1111' })
  const write = (change: Partial<MessageView>) =>
    engine.receive(handle, raw, { nick: raw, author: idOf('x'), tag: 'xxxx1111', ...change })
  const views = [
    ...(['join', 'profile', 'name', 'unknown'] as const).map((type) => write({ type })),
    write({ format: 1, edited: true }),
    write({
      reply: { id: 'r', author: idOf('x'), nick: raw, text: raw },
      reactions: [{ emoji: raw, count: 1, mine: false }],
      mentions: [{ author: idOf('me'), nick: raw, start: 0, end: raw.length }],
      mention: true,
    }),
    write({ removed: { author: 'x', nick: raw, reason: raw } }),
  ]
  const models = [
    ...messageModels(views, memberModels(engine.room(handle).members)),
    ...draftModels([{ id: 'd', edits: null, text: raw, createdMs: 0 }], null),
  ]
  const view = timeline(models, { cols: pane.width, rows: pane.height, look, joins: 'all' })
  const lines = timelineLines(view)
  return {
    lines: lines.map((line) => paintLine(line, look.theme)),
    widest: Math.max(...lines.map(lineWidth)),
  }
}

t.test(
  'I8: T47: every escape form that people write, through the painter: only cells of the timeline change',
  async (t) => {
    const { outside, targets } = await paintedTerminal()
    const untouched = await outside([])
    for (const form of escapeForms) {
      for (const raw of [form, `ana${form}ben`, `**${form}**`, `https://x.org/${form}`, `\`${form}\` :+1:`]) {
        const { lines, widest } = paint(raw)
        t.ok(widest <= pane.width, JSON.stringify(raw))
        t.equal(await outside(lines), untouched, JSON.stringify(raw))
      }
    }
    t.ok(targets.length > 0, 'links are told to the terminal')
    t.same(
      targets.filter((target) => !/^(id=\d+;https?:\/\/[\x21-\x7e]+|;)$/i.test(target)),
      [],
    )
  },
)

t.test(
  'I8: T47: random text through the painter, at home and in formatting, never leaves the timeline',
  async () => {
    const { outside } = await paintedTerminal()
    const untouched = await outside([])
    const formatted = fc
      .array(
        fc.oneof(anyText, fc.constantFrom('**', '*', '`', '~~', '```\n', '\n> ', ':+1:', 'https://x.org/')),
        {
          maxLength: 8,
        },
      )
      .map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyText, formatted), async (raw) => {
        const { lines, widest } = paint(raw)
        return widest <= pane.width && (await outside(lines)) === untouched
      }),
      { numRuns: 400 },
    )
  },
)

t.test('Zalgo, right-to-left, ZWJ families, CJK and nicks of spaces stay in their columns', async (t) => {
  const texts = [
    'Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307algo'.repeat(8),
    'مرحبا بالعالم שלום עולם'.repeat(4),
    '👩‍👩‍👧‍👦👨‍👩‍👦🏳️‍🌈🇫🇷'.repeat(12),
    '日本語のとても長い文章です。'.repeat(6),
    '   ',
    '\u3164\u2800\u00a0',
    'x'.repeat(16_000),
  ]
  const { outside } = await paintedTerminal()
  const untouched = await outside([])
  for (const raw of texts) {
    const { lines, widest } = paint(raw)
    t.ok(widest <= pane.width)
    t.equal(lines.length, pane.height)
    t.equal(await outside(lines), untouched, raw.slice(0, 20))
  }
})
