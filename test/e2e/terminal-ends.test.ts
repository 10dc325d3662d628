/** Signals and closed terminals in every phase: the real program gives the terminal back, keeps what was typed, and dies well. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { until } from '../testnet/until.js'
import { draftsOf } from './drafts.js'
import { anaInGarden, program } from './profiles.js'
import { openScreen, type Screen } from './terminal.js'

const hangUpSignal = 1
const shell = { command: ['bash', '--norc', '-i'], env: { PS1: 'shell> ' } }

/** The process of hocket that a shell has started, told by the shell. */
async function inShell(screen: Screen, command: string, pidFile: string): Promise<() => number> {
  await screen.shows('shell>')
  screen.type(`bash -c 'echo $$ > ${pidFile}; exec ${command}'\r`)
  return () => Number(readFileSync(pidFile, 'utf8'))
}

t.test(
  'a closed terminal ends the screen by its signal, without a crash, and the draft is kept',
  async (t) => {
    const ana = await anaInGarden(t)
    const screen = openScreen(t, ana)
    await screen.shows('1:#garden')
    screen.type('half a sentence')
    await screen.shows('[ana] half a sentence')
    screen.hangUp()
    t.equal(await screen.endedBy, hangUpSignal)
    t.match(draftsOf(ana), /half a sentence/)
  },
)

t.test('a closed terminal ends plain mode and other commands the same way', async (t) => {
  const ana = await anaInGarden(t)
  for (const args of [['--plain'], ['tail', '-f', 'garden']]) {
    const screen = openScreen(t, ana, { command: [process.execPath, program, ...args] })
    await screen.shows(/ana (created|joined)/)
    screen.hangUp()
    t.equal(await screen.endedBy, hangUpSignal, args.join(' '))
  }
})

t.test(
  'a signal while the own editor is open ends both, and the terminal and the text are given back',
  async (t) => {
    const ana = await anaInGarden(t)
    const dir = t.testdir({})
    const editor = join(dir, 'editor')
    const sign = join(dir, 'runs')
    writeFileSync(
      editor,
      `#!/bin/sh\nprintf '\\033[?1003h\\033(0'\necho saved in it > "$1"\ntouch ${sign}\nwhile :; do sleep 0.05; done\n`,
    )
    chmodSync(editor, 0o700)
    const screen = openScreen(t, ana, { ...shell, env: { ...shell.env, VISUAL: editor } })
    const pid = await inShell(screen, `${process.execPath} ${program}`, join(dir, 'pid'))
    await screen.shows('1:#garden')
    screen.type('half\x18\x05')
    await until(() => existsSync(sign))
    process.kill(pid(), 'SIGTERM')
    await screen.shows(/shell> $/m)
    t.notOk(screen.isAlternate)
    t.match(
      screen.modes,
      { mouseTrackingMode: 'none', bracketedPasteMode: true },
      'the shell has set its own',
    )
    t.match(draftsOf(ana), /saved in it/)
    screen.type('exit\r')
    await screen.ended
  },
)

t.test('after a stop from outside, fg gives the keyboard back', async (t) => {
  const ana = await anaInGarden(t)
  const screen = openScreen(t, ana, shell)
  const pid = await inShell(screen, `${process.execPath} ${program}`, join(t.testdir({}), 'pid'))
  await screen.shows('1:#garden')
  for (const [round, signal] of (['SIGSTOP', 'SIGTSTP', 'SIGTSTP'] as const).entries()) {
    const typed = `round ${round}, before ${signal}`
    screen.type(`\x15${typed}`)
    await screen.shows(`[ana] ${typed}`)
    process.kill(pid(), signal)
    await screen.shows(/Stopped/)
    if (signal === 'SIGTSTP') t.notOk(screen.isAlternate, 'who may be asked leaves first')
    screen.type('fg\r')
    await screen.shows(`[ana] ${typed}`)
    screen.type(' and after')
    await screen.shows(`[ana] ${typed} and after`)
  }
  screen.type('\x15\x11')
  await screen.shows(/shell> $/m)
  t.notOk(screen.isAlternate)
  screen.type('exit\r')
  await screen.ended
})

t.test('where no shell could continue it, Ctrl-Z comes back to the screen', async (t) => {
  const screen = openScreen(t, await anaInGarden(t))
  await screen.shows('1:#garden')
  screen.type('\x1astill here')
  await screen.shows('[ana] still here')
  screen.type('\x15\x11')
  t.equal(await screen.ended, 0)
})

t.test(
  'several lines that are pasted into the linear face are one message, when Enter is pressed',
  async (t) => {
    const ana = await anaInGarden(t)
    const screen = openScreen(t, ana, { command: [process.execPath, program, '--plain'] })
    await screen.shows(/ana (created|joined)/)
    screen.type('\x1b[200~alpha\r/nick pasted\rgam\x1b[201~')
    await screen.shows(/3 lines pasted[\s\S]*> gam/)
    screen.type('ma\r')
    await screen.shows(/ana: alpha[\s|]+\/nick pasted[\s|]+gamma/)
    screen.type('\x04')
    t.equal(await screen.ended, 0)
    t.notOk(screen.modes.bracketedPasteMode)
  },
)
