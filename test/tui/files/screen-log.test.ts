import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { systemClock } from '../../../src/lib/clock.js'
import { ScreenLog } from '../../../src/tui/files/screen-log.js'
import { ConsoleCapture } from '../../../src/tui/term/console-capture.js'
import { FakeEngine } from '../fake-engine.js'
import { ManualClock } from '../manual-clock.js'
import { showScreen } from '../show-screen.js'

t.test('what is printed while the screen has the terminal is in the file, for its owner alone', async (t) => {
  const path = join(t.testdir({}), 'profile', 'screen.log')
  const log = new ScreenLog(path, new ManualClock())
  const capture = new ConsoleCapture((level, text) => log.add(level, text))
  capture.open()
  console.warn('a library has %d troubles', 2)
  console.log('two\nlines')
  capture.close()
  t.notOk(existsSync(path), 'it is written behind what the screen is busy with')
  await log.idle()
  t.match(readFileSync(path, 'utf8'), /^\S+Z warn a library has 2 troubles\n\S+Z log two\nlines\n$/)
  t.equal(statSync(path).mode & 0o777, 0o600)
})

t.test('the file is bounded, and a library that prints without end does not fill it at once', async (t) => {
  const path = join(t.testdir({}), 'screen.log')
  writeFileSync(path, 'x'.repeat(1_048_577))
  const log = new ScreenLog(path, new ManualClock())
  for (let line = 0; line < 5_000; line += 1) log.add('log', `line ${line}`)
  await log.idle()
  t.equal(statSync(`${path}.old`).size, 1_048_577)
  t.equal(readFileSync(path, 'utf8').split('\n').length, 1_001)
  log.add('log', 'later')
  await log.idle()
  t.match(readFileSync(path, 'utf8'), /line 999\n\S+Z log later\n$/)
})

t.test('links and keys of rooms never reach the file, nor what drives a terminal', async (t) => {
  const path = join(t.testdir({}), 'screen.log')
  const log = new ScreenLog(path, new ManualClock())
  const key = 'yryynyodyonocbaebrfysdypba8tyre1nckyryynyodyonocbaebrfys'
  log.add('error', `got hocket:w/${key} and ${key}, and \x1b]0;title\x07`)
  await log.idle()
  const text = readFileSync(path, 'utf8')
  t.notMatch(text, /yryyn/)
  t.match(text, /got <masked> and <masked>, and "\\u001b"\]0;title"\\u0007"\n$/)
})

t.test('a file that cannot be written, or none, ends nothing', async (t) => {
  const path = join(t.testdir({ file: '' }), 'file', 'screen.log')
  for (const log of [new ScreenLog(path, systemClock), new ScreenLog(undefined, systemClock)]) {
    log.add('log', 'lost')
    await log.idle()
  }
  t.notOk(existsSync(path))
})

t.test('the screen keeps what is printed during its life', async (t) => {
  const logFile = join(t.testdir({}), 'screen.log')
  const engine = new FakeEngine()
  engine.addRoom('garden')
  const { terminal, code } = showScreen(t, engine, { logFile })
  await terminal.until(/garden/)
  console.log('a library speaks')
  terminal.type('\x11\x11')
  t.equal(await code, 0)
  t.match(readFileSync(logFile, 'utf8'), /log a library speaks\n/)
})
