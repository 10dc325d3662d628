/** A terminal that stops reading, a shell that suspends us, a crash, a storm of sizes: the real program survives, or ends well. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { anaInGarden, program } from './profiles.js'
import { openScreen } from './terminal.js'

const big = { cols: 200, rows: 60 }
const repaint = '\x0c'

t.test(
  'a terminal that stops reading stops nothing: what happened meanwhile is shown when it reads again',
  async (t) => {
    const ana = await anaInGarden(t)
    const screen = openScreen(t, ana, big)
    await screen.shows('1:#garden')
    screen.stall()
    screen.type(repaint.repeat(80))
    await ana.ok('send', 'garden', 'said while it was stuck')
    screen.type('typed blind')
    screen.goOn()
    await screen.shows('said while it was stuck')
    await screen.shows('[ana] typed blind')
    screen.stall()
    screen.type(repaint.repeat(80))
    screen.kill('SIGTERM')
    t.equal(await screen.ended, 143, 'it ends although nobody reads what it still had to say')
  },
)

t.test('Ctrl-Z gives the terminal to the shell, fg takes it again', async (t) => {
  const ana = await anaInGarden(t)
  const screen = openScreen(t, ana, { command: ['bash', '--norc', '-i'], env: { PS1: 'shell> ' } })
  await screen.shows('shell>')
  screen.type(`${process.execPath} ${program}\r`)
  await screen.shows('1:#garden')
  t.ok(screen.isAlternate)
  screen.type('half a sentence')
  await screen.shows('[ana] half a sentence')
  screen.type('\x1a')
  await screen.shows(/Stopped/)
  t.notOk(screen.isAlternate)
  screen.type('echo the shell echoes $((20+3))\r')
  await screen.shows('the shell echoes 23')
  screen.type('fg\r')
  await screen.shows('[ana] half a sentence')
  t.ok(screen.isAlternate)
  screen.type('\x15\x11')
  await screen.shows(/shell> $/m)
  screen.type('echo code $?\r')
  await screen.shows('code 0')
  t.notOk(screen.isAlternate)
  screen.type('exit\r')
  await screen.ended
})

t.test('the linear face stops at Ctrl-Z like any program, and reads on after fg', async (t) => {
  const ana = await anaInGarden(t)
  const screen = openScreen(t, ana, { ...big, command: ['bash', '--norc', '-i'], env: { PS1: 'shell> ' } })
  await screen.shows('shell>')
  screen.type(`${process.execPath} ${program} --plain\r`)
  await screen.shows('#garden, one member')
  for (const round of [1, 2]) {
    screen.type(`half ${round}`)
    await screen.shows(`> half ${round}`)
    screen.type('\x1a')
    await screen.shows(new RegExp(`(Stopped[\\s\\S]*){${round}}`))
    screen.type(`echo the shell echoes $((20+${round}))\r`)
    await screen.shows(`the shell echoes ${20 + round}`)
    await ana.ok('send', 'garden', `meanwhile ${round}`)
    screen.type('fg\r')
    await screen.shows(`> half ${round}`)
    screen.type(' and the rest\r')
    await screen.shows(`ana: half ${round} and the rest`)
    await screen.shows(`ana: meanwhile ${round}`)
  }
  screen.type('\x1a')
  await screen.shows(/(Stopped[\s\S]*){3}/)
  screen.type('kill %1; fg; echo code $?\r')
  await screen.shows('code 130')
  t.notMatch(screen.text, /Error/)
  screen.type('exit\r')
  await screen.ended
})

t.test('a crash gives the terminal back, says what happened, and ends with 1', async (t) => {
  const ana = await anaInGarden(t)
  for (const [signal, mishap] of [
    ['SIGUSR2', 'throw new Error("the roof fell in")'],
    ['SIGUSR2', 'Promise.reject(new Error("the roof fell in"))'],
  ] as const) {
    const preload = `data:text/javascript,process.on("${signal}",()=>{${mishap}})`
    const screen = openScreen(t, ana, {
      ...big,
      command: [process.execPath, '--import', preload, program],
    })
    await screen.shows('1:#garden')
    screen.kill(signal)
    t.equal(await screen.ended, 1)
    await screen.shows(/The screen has failed[\s\S]*the roof fell in[\s\S]*at [\s\S]*screen\.log/)
    t.notOk(screen.isAlternate)
    t.match(readFileSync(join(ana.dir, 'screen.log'), 'utf8'), / error Error: the roof fell in\n +at /)
  }
})

t.test('a storm of sizes ends with a screen of the last one', async (t) => {
  const ana = await anaInGarden(t)
  const screen = openScreen(t, ana, big)
  await screen.shows('1:#garden')
  for (let size = 0; size < 150; size += 1) screen.resize(10 + ((size * 37) % 190), 3 + ((size * 11) % 57))
  screen.resize(12, 4)
  await screen.shows('terminal to…')
  screen.resize(100, 30)
  await screen.shows(/MEMBERS 1[\s\S]*1:#garden[\s\S]*\[ana\]/)
  screen.type('\x11')
  t.equal(await screen.ended, 0)
})
