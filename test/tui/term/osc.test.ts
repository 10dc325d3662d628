import fc from 'fast-check'
import t from 'tap'
import { type SafeText, safe, sanitize, sanitizeLine } from '../../../src/text/sanitize.js'
import { notifyArguments } from '../../../src/tui/effects/run-notify-command.js'
import { backgroundLight, terminalKind } from '../../../src/tui/term/capabilities.js'
import { copyToClipboard, notification, oscText, windowTitle } from '../../../src/tui/term/osc.js'
import { FakeTerminal } from '../fake-terminal.js'

const utf8 = { LANG: 'C.UTF-8' }
const note = { title: safe`#dev`, body: safe`bob: hi` }

t.test('every known terminal is told in its own way, others ring', async (t) => {
  const cases: readonly [Record<string, string>, string][] = [
    [{ TERM: 'xterm-kitty' }, 'osc99'],
    [{ TERM: 'xterm-256color', KITTY_WINDOW_ID: '1' }, 'osc99'],
    [{ TERM: 'xterm-ghostty' }, 'osc777'],
    [{ TERM: 'foot' }, 'osc777'],
    [{ TERM: 'rxvt-unicode-256color' }, 'osc777'],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm' }, 'osc777'],
    [{ TERM: 'tmux-256color', WEZTERM_PANE: '0' }, 'osc777'],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app' }, 'osc9'],
    [{ TERM: 'xterm-256color', WT_SESSION: 'x' }, 'osc9'],
    [{ TERM: 'xterm-256color' }, 'bell'],
    [{}, 'bell'],
  ]
  for (const [env, notes] of cases) t.equal(terminalKind(env).notes, notes, JSON.stringify(env))
  t.equal(notification(note, terminalKind({})), '\x07')
  t.equal(notification(note, terminalKind({ ...utf8, TERM: 'foot' })), '\x1b]777;notify;#dev;bob: hi\x1b\\')
  t.equal(notification(note, terminalKind({ ...utf8, WT_SESSION: 'x' })), '\x1b]9;#dev: bob: hi\x1b\\')
})

t.test('through tmux every ESC is doubled, through screen there is none inside', async (t) => {
  const tmux = terminalKind({ ...utf8, TERM: 'foot', TMUX: '/tmp/x' })
  t.equal(notification(note, tmux), '\x1bPtmux;\x1b\x1b]777;notify;#dev;bob: hi\x1b\x1b\\\x1b\\')
  const screen = terminalKind({ ...utf8, TERM: 'foot', STY: '1' })
  t.equal(notification(note, screen), '\x1bP\x1b]777;notify;#dev;bob: hi\x07\x1b\\')
  const long = copyToClipboard('x'.repeat(600), screen) ?? ''
  t.match(long, /^(\x1bP[^\x1b]{0,1}\x1b?[^\x1b]{1,240}\x1b\\)+$/)
  t.equal(
    Buffer.from(long.replace(/\x1bP|\x1b\\|\x1b\]52;c;|\x07/g, ''), 'base64').toString(),
    'x'.repeat(600),
  )
})

t.test('links are shown where they are known to be; tmux from 3.4 on', async (t) => {
  const cases: readonly [Record<string, string>, boolean][] = [
    [{ TERM: 'xterm-kitty' }, true],
    [{ TERM_PROGRAM: 'vscode' }, true],
    [{ VTE_VERSION: '5000' }, true],
    [{ VTE_VERSION: '4999' }, false],
    [{ WT_SESSION: 'x' }, true],
    [{ TERM: 'xterm-256color' }, false],
    [{ TERM: 'xterm-kitty', STY: 'x' }, false],
    [{ TERM: 'tmux-256color', TMUX: 'x', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.4' }, true],
    [{ TERM: 'tmux-256color', TMUX: 'x', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.10a' }, true],
    [{ TERM: 'tmux-256color', TMUX: 'x', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.3a' }, false],
    [{ TERM: 'tmux-256color', TMUX: 'x', VTE_VERSION: '7000' }, false],
  ]
  for (const [env, links] of cases) t.equal(terminalKind(env).links, links, JSON.stringify(env))
})

t.test('the clipboard is written, never read, and not beyond what terminals take', async (t) => {
  t.equal(copyToClipboard('äb', terminalKind({})), '\x1b]52;c;w6Ri\x1b\\')
  const tmux = copyToClipboard('äb', terminalKind({ TMUX: 'x' }))
  t.equal(tmux, '\x1b]52;c;w6Ri\x1b\\\x1bPtmux;\x1b\x1b]52;c;w6Ri\x1b\x1b\\\x1b\\')
  t.equal(copyToClipboard('x'.repeat(55_501), terminalKind({})), undefined)
  t.ok(copyToClipboard('x'.repeat(55_500), terminalKind({})))
  t.notMatch(copyToClipboard('?', terminalKind({})), /;\?/)
})

t.test(
  'a text for the terminal is one line of at most 200 characters, ASCII where nothing else is sure',
  async (t) => {
    t.equal(Array.from(oscText(sanitize('ä\n'.repeat(900)), { utf8: true })).length, 200)
    t.equal(oscText(safe`a;b\nc`, { utf8: true }), 'a,b c')
    t.equal(oscText(safe`a – 花`, { utf8: false }), 'a ? ?')
  },
)

t.test(
  'I8: nothing that a peer wrote gets out of a title or a note: fuzzed through an emulator',
  async (t) => {
    const terminal = new FakeTerminal(40, 4)
    const seen: string[] = []
    for (const code of [9, 52, 99, 777]) {
      terminal.emulator.parser.registerOscHandler(code, (data) => {
        seen.push(`${code};${data}`)
        return true
      })
    }
    const titles: string[] = []
    terminal.emulator.onTitleChange((title) => titles.push(title))
    const nasty = fc.string({
      unit: fc.oneof(
        fc.constantFrom('\x1b', '\x07', '\x9c', '\\', ';', ']52', '\n', '\u202e'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
      ),
      maxLength: 60,
    })
    terminal.write('stays')
    const before = await terminal.lines()
    const modes = JSON.stringify(terminal.emulator.modes)
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (title, body) => {
        seen.length = 0
        titles.length = 0
        const told = { title: sanitizeLine(title), body: sanitize(body) as SafeText }
        terminal.write(notification(told, terminalKind({ ...utf8, TERM: 'foot' })))
        terminal.write(notification(told, terminalKind({ ...utf8, TERM_PROGRAM: 'iTerm.app' })))
        terminal.write(notification(told, terminalKind({ ...utf8, TERM: 'xterm-kitty' })))
        terminal.write(windowTitle(told.title, terminalKind(utf8)))
        t.same(await terminal.lines(), before)
        t.same(
          seen.map((data) => data.split(';')[0]),
          ['777', '9', '99', '99'],
        )
        t.equal(seen[0]?.split(';').length, 4)
        t.equal(seen[1]?.split(';').length, 2)
        t.equal(titles.length, 1)
        t.equal(JSON.stringify(terminal.emulator.modes), modes)
      }),
      { numRuns: 300, seed: 52 },
    )
  },
)

t.test('a command gets title and body as arguments that are neither options nor markup', async (t) => {
  t.equal(notifyArguments([], note), undefined)
  t.same(notifyArguments(['notify-send', '-a', 'hocket'], note), [
    'notify-send',
    ['-a', 'hocket', '#dev', 'bob: hi'],
  ])
  t.same(notifyArguments(['tn', '-title', '{title}', '-message', '{body}'], note), [
    'tn',
    ['-title', '#dev', '-message', 'bob: hi'],
  ])
  const evil = { title: safe`-x`, body: sanitize('--icon=/etc: <b>&\n$(rm)') }
  t.same(notifyArguments(['n'], evil), ['n', [' -x', ' --icon=/etc: ‹b›＆ $(rm)']])
})

t.test('the light of a background is read from the answer of the terminal', async (t) => {
  t.equal(backgroundLight('\x1b]11;rgb:0000/0000/0000\x07'), 0)
  t.ok((backgroundLight('\x1b]11;rgb:ff/ff/ff\x1b\\') ?? 0) > 0.99)
  t.ok((backgroundLight('\x1b]11;rgba:1e1e/1e1e/1e1e/ffff\x1b\\') ?? 1) < 0.05)
  t.equal(backgroundLight('\x1b[?62c'), undefined)
})
