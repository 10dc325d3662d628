/** The real program on terminals of several kinds, and beside a peer that writes to the terminal instead of to people. */
import { writeFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { until } from '../testnet/until.js'
import { meet } from './meeting.js'
import { type Profile, program } from './profiles.js'
import { openScreen, type Screen } from './terminal.js'

const enter = '\r'
const quit = '\x11'
const pick = '\x1b[1;5A'
const focusLost = '\x1b[O'
const shiftEnter = '\x1b[13;2u'
const plainColour = /\x1b\[(?:[0-9]+;)*(?:3[0-7]|9[0-7])(?:;[0-9]+)*m/

/** The screen in a terminal that says this of itself. */
function inTerminal(t: Test, profile: Profile, env: Readonly<Record<string, string>>): Screen {
  const { TERM = 'xterm-256color' } = env
  const command = ['env', `TERM=${TERM}`, process.execPath, program] // a pty has its own opinion of TERM
  return openScreen(t, profile, { env: { NO_COLOR: '', FORCE_COLOR: '', ...env }, command })
}

async function closed(screen: Screen): Promise<string> {
  screen.type(quit)
  await screen.ended
  return screen.raw
}

t.test('one screen on many terminals', async (t) => {
  const [ana, bob] = await meet(t, ['ana', 'bob'] as const)
  await bob.ok('send', 'garden', 'good evening')
  const open = async (env: Readonly<Record<string, string>>) => {
    const screen = inTerminal(t, ana, env)
    await screen.shows('good evening')
    return screen
  }

  await t.test('colours are those that the terminal has, and none for who wants none', async (t) => {
    const raw = async (env: Readonly<Record<string, string>>) => closed(await open(env))
    t.match(await raw({ COLORTERM: 'truecolor' }), /\x1b\[[\d;]*38;2;\d/)
    const of256 = await raw({})
    t.match(of256, /\x1b\[[\d;]*38;5;\d/)
    t.notMatch(of256, /38;2;/)
    const of16 = await raw({ TERM: 'xterm' })
    t.match(of16, plainColour)
    t.notMatch(of16, /38;[25];/)
    const none = await raw({ NO_COLOR: '1', COLORTERM: 'truecolor' })
    t.notMatch(none, plainColour)
    t.notMatch(none, /38;[25];/)
  })

  await t.test('in a locale without UTF-8 every sign of ours is ASCII', async (t) => {
    const screen = await open({ LANG: 'C' })
    t.notMatch(screen.text, /[^\x20-\x7e\n]/)
    t.match(screen.text, /bob \| good evening/)
    t.notMatch(await closed(screen), /[^\x00-\x7f]/)
  })

  await t.test('the keyboard protocol of newer terminals is understood', async () => {
    const screen = await open({})
    screen.type(`one${shiftEnter}two`)
    await screen.shows(/\[ana\] one *\n +· two/)
    screen.type('\x1b[117;5u') // Ctrl-U
    await screen.hides('two')
    screen.type('\x7f\x15')
    await screen.shows('message, or /help')
    await closed(screen)
  })

  writeFileSync(ana.configFile, 'notify = "osc"\n')
  for (const [name, env, note] of [
    ['OSC 777', { TERM_PROGRAM: 'WezTerm' }, /\x1b\]777;notify;#garden;bob: OSC 777 rings\x1b\\/],
    ['OSC 9', { TERM_PROGRAM: 'iTerm.app' }, /\x1b\]9;#garden: bob: OSC 9 rings\x1b\\/],
    ['OSC 99', { KITTY_WINDOW_ID: '1' }, new RegExp(`\\x1b\\]99;[^;]*;${base64('bob: OSC 99 rings')}`)],
  ] as const)
    await t.test(`who looks elsewhere is told by the terminal: ${name}`, async (t) => {
      const screen = await open(env)
      screen.type(focusLost)
      await bob.ok('send', 'garden', `${name} rings`)
      await until(() => note.test(screen.raw))
      t.match(screen.raw, note)
      await closed(screen)
    })

  await t.test(
    'I8: what a peer writes drives no terminal; what one copies is what was written',
    async (t) => {
      const screen = await open({ TERM_PROGRAM: 'WezTerm' })
      const modes = { ...screen.modes }
      const title = screen.titles.at(-1)
      const written = screen.raw.length
      const attack = [
        '\x1b]0;pwned\x1b\\',
        '\x1b]52;c;cHduZWQ=\x1b\\',
        '\x1b[2J\x1b[1;1H\x1b[?1049l\x1b[?25l\x1b[?2004l\x1b[?1000h',
        '\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\',
        '\x1bP+q544e\x1b\\\x1b_apc\x1b\\\u009b2J\u009d0;pwned\u009c',
        '\u202edesrever\u202c harmless end',
      ].join('')
      t.match(await bob.run(['send', 'garden', '-'], { input: attack }), { code: 0 })
      await screen.shows('harmless end')
      const after = screen.raw.slice(written)
      t.ok(screen.isAlternate)
      t.same({ ...screen.modes }, modes)
      t.equal(screen.titles.at(-1), title)
      t.notMatch(after, /\x1b\](0|52|8);|\x1b[P_]|[\u0080-\u009f\u202a-\u202e]|\x1b\[\?(1049|2004|1000)[hl]/)
      t.match(screen.text.split('\n')[0], /#garden/, 'nothing above was erased or overwritten')
      screen.type(`clean words${enter}`)
      await screen.shows(/│ clean words ✓✓/)
      screen.type(pick)
      await screen.shows('r reply')
      screen.type('y')
      await until(() => screen.raw.includes(`\x1b]52;c;${base64('clean words')}`))
      t.notMatch(screen.raw, /\x1b\]52;c;cHduZWQ=/)
      await closed(screen)
    },
  )
})

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
