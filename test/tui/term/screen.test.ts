import t from 'tap'
import { colorLevel, glyphSet, terminalKind } from '../../../src/tui/term/capabilities.js'
import { ConsoleCapture } from '../../../src/tui/term/console-capture.js'
import { copyToClipboard } from '../../../src/tui/term/osc.js'
import { Screen } from '../../../src/tui/term/screen.js'
import { FakeTerminal } from '../fake-terminal.js'

function entered(columns = 20, rows = 4) {
  const terminal = new FakeTerminal(columns, rows)
  const screen = new Screen(terminal.stdout)
  screen.enter()
  return { terminal, screen }
}

t.test('only rows that changed are written, in one synchronised block', async (t) => {
  const { terminal, screen } = entered()
  screen.place('a', { x: 0, y: 0, width: 10, height: 3 }, 0)
  screen.place('b', { x: 10, y: 0, width: 10, height: 3 }, 0)
  screen.draw('a', ['one', 'two', 'three'])
  screen.draw('b', ['1', '2', '3'])
  screen.flush()
  t.same(await terminal.lines(), ['one       1', 'two       2', 'three     3', ''])
  terminal.written = ''
  screen.flush()
  t.equal(terminal.written, '', 'nothing changed, nothing written')
  screen.draw('a', ['one', 'TWO', 'three'])
  screen.flush()
  t.equal(terminal.written, '\x1b[?2026h\x1b[?25l\x1b[2;1H\x1b[10XTWO\x1b[?25l\x1b[?2026l')
  t.same(await terminal.lines(), ['one       1', 'TWO       2', 'three     3', ''])
})

t.test('a pane that says less erases what it said before, and nothing of its neighbours', async (t) => {
  const { terminal, screen } = entered()
  screen.place('a', { x: 0, y: 0, width: 10, height: 2 }, 0)
  screen.place('b', { x: 10, y: 0, width: 10, height: 2 }, 0)
  screen.draw('a', ['0123456789', 'x'])
  screen.draw('b', ['right', 'right'])
  screen.flush()
  screen.draw('a', ['\x1b[7mab\x1b[0m'])
  screen.flush()
  t.same(await terminal.lines(), ['ab        right', '          right', '', ''])
  t.equal(terminal.emulator.buffer.active.getLine(0)?.getCell(1)?.isInverse() !== 0, true)
  t.equal(terminal.emulator.buffer.active.getLine(0)?.getCell(4)?.isInverse(), 0)
})

t.test('an overlay is drawn again over whatever changes beneath it, and leaves no trace', async (t) => {
  const { terminal, screen } = entered()
  screen.place('a', { x: 0, y: 0, width: 20, height: 4 }, 0)
  screen.place('dialog', { x: 5, y: 1, width: 6, height: 2 }, 1)
  screen.draw('a', ['aaaaaaaaaaaa', 'aaaaaaaaaaaa', 'aaaaaaaaaaaa', 'aaaaaaaaaaaa'])
  screen.draw('dialog', ['DIALOG', 'DIALOG'])
  screen.flush()
  screen.draw('a', ['bbbbbbbbbbbb', 'bbbbbbbbbbbb', 'aaaaaaaaaaaa', 'aaaaaaaaaaaa'])
  screen.flush()
  t.same(await terminal.lines(), ['bbbbbbbbbbbb', 'bbbbbDIALOGb', 'aaaaaDIALOGa', 'aaaaaaaaaaaa'])
  screen.place('dialog', null, 1)
  screen.flush()
  t.same(await terminal.lines(), ['bbbbbbbbbbbb', 'bbbbbbbbbbbb', 'aaaaaaaaaaaa', 'aaaaaaaaaaaa'])
})

t.test('a character whose width terminals disagree about spoils its own row at most', async (t) => {
  const { terminal, screen } = entered()
  screen.place('a', { x: 0, y: 0, width: 10, height: 2 }, 0)
  screen.place('b', { x: 10, y: 0, width: 10, height: 2 }, 0)
  screen.draw('a', ['plain', 'plain'])
  screen.draw('b', ['right', 'right'])
  screen.flush()
  terminal.written = ''
  screen.draw('a', ['日本👩‍👩‍👧', 'other'])
  screen.flush()
  t.match(await terminal.lines(), [/^日本.*right$/, 'other     right'])
  t.equal(terminal.written.match(/right/g)?.length, 1, 'what stands right of it is written again')
})

t.test('a terminal that takes nothing gets no frames until it does, and then only the newest', async (t) => {
  const { terminal, screen } = entered()
  screen.place('a', { x: 0, y: 0, width: 20, height: 1 }, 0)
  terminal.full = true
  screen.draw('a', ['first'])
  screen.flush()
  terminal.written = ''
  for (const text of ['second', 'third', 'fourth']) {
    screen.draw('a', [text])
    screen.flush()
  }
  t.equal(terminal.written, '')
  terminal.drain()
  t.notMatch(terminal.written, /second|third/)
  t.same((await terminal.lines())[0], 'fourth')
  screen.draw('a', ['fifth'])
  screen.flush()
  t.same((await terminal.lines())[0], 'fifth')
})

t.test(
  'cursor and raw sequences go out with or without a frame; leaving gives the terminal back',
  async (t) => {
    const { terminal, screen } = entered()
    const titles: string[] = []
    terminal.emulator.onTitleChange((title) => titles.push(title))
    screen.flush()
    screen.cursor({ x: 3, y: 2 })
    screen.raw('\x1b]2;hocket\x1b\\')
    screen.flush()
    await terminal.lines()
    const { active } = terminal.emulator.buffer
    t.same([active.type, active.cursorX, active.cursorY, titles], ['alternate', 3, 2, ['hocket']])
    terminal.written = ''
    screen.raw(copyToClipboard('äb', terminalKind({})) ?? '')
    screen.flush()
    t.equal(terminal.written, '\x1b]52;c;w6Ri\x1b\\')
    screen.leave()
    screen.draw('a', ['late'])
    screen.flush()
    await terminal.lines()
    t.equal(terminal.emulator.buffer.active.type, 'normal')
    t.match(terminal.emulator.modes, {
      bracketedPasteMode: false,
      sendFocusMode: false,
      wraparoundMode: true,
    })
  },
)

t.test('colours follow what was asked for, then the environment; signs follow the locale', async (t) => {
  const levels: readonly [Parameters<typeof colorLevel>, string][] = [
    [[{ TERM: 'xterm' }, 'auto'], '16'],
    [[{ TERM: 'xterm-256color' }, 'auto'], '256'],
    [[{ TERM: 'xterm', COLORTERM: 'truecolor' }, 'auto'], 'truecolor'],
    [[{ TERM: 'xterm-kitty' }, 'auto'], 'truecolor'],
    [[{}, 'auto'], 'mono'],
    [[{ TERM: 'dumb' }, 'always'], '16'],
    [[{ TERM: 'xterm', NO_COLOR: '1' }, 'auto'], 'mono'],
    [[{ TERM: 'xterm-256color', NO_COLOR: '1' }, 'always'], '256'],
    [[{ TERM: 'xterm', NO_COLOR: '' }, 'auto'], '16'],
    [[{ TERM: 'xterm', FORCE_COLOR: '0' }, 'auto'], 'mono'],
    [[{ TERM: 'xterm', FORCE_COLOR: '2' }, 'auto'], '256'],
    [[{ TERM: 'xterm', FORCE_COLOR: '3' }, 'auto'], 'truecolor'],
    [[{ TERM: 'dumb', FORCE_COLOR: '1' }, 'auto'], '16'],
    [[{ TERM: 'xterm', COLORTERM: 'truecolor' }, 'never'], 'mono'],
  ]
  for (const [[env, choice], level] of levels) t.equal(colorLevel(env, choice), level, JSON.stringify(env))
  t.equal(glyphSet({ LANG: 'de_DE.UTF-8' }), 'unicode')
  t.equal(glyphSet({ LANG: 'de_DE.UTF-8', LC_ALL: 'C' }), 'ascii')
  t.equal(glyphSet({}), 'ascii')
  t.equal(glyphSet({ WT_SESSION: 'x' }), 'unicode')
})

t.test(
  'what libraries print is kept away from the screen, bounded, and the console given back',
  async (t) => {
    const original = console.log
    const capture = new ConsoleCapture()
    capture.open()
    for (let line = 0; line < 250; line += 1) console.log('line %d', line)
    const lines = capture.close()
    t.equal(console.log, original)
    t.equal(lines.length, 200)
    t.equal(lines.at(-1), 'line 249')
  },
)
