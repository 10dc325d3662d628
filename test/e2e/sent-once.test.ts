/** The real program, its engine killed between storing a message and saying so. */
import { type ChildProcess, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { type Profile, profiles, program } from './profiles.js'
import { openScreen } from './terminal.js'

const killer = join(dirname(fileURLToPath(import.meta.url)), 'killer.mjs')

/** An engine that dies as soon as it has stored a message; resolves when it serves. */
async function doomedEngine(profile: Profile): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', killer, program, 'up'], {
    env: profile.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve, reject) => {
    child.stdout!.once('data', resolve)
    child.once('exit', (code) => reject(new Error(`the engine ended with ${code}`)))
  })
  return child
}

async function texts(profile: Profile): Promise<string[]> {
  const lines = (await profile.ok('tail', 'garden', '--json')).split('\n')
  return lines
    .map((line) => JSON.parse(line) as { type: string; text: string })
    .flatMap(({ type, text }) => (type === 'text' ? [text] : []))
}

t.test('I9: hocket send, whose engine was killed after it stored the message, sends it once', async (t) => {
  const [ana] = await profiles(t, ['ana'])
  await ana!.ok('create', 'garden')
  await ana!.ok('stop')
  const engine = await doomedEngine(ana!)
  const id = await ana!.ok('send', 'garden', 'precious')
  t.match(id, /^[0-9a-f]{64}$/)
  t.equal(engine.signalCode, 'SIGKILL', 'the message was on disk, and nobody was told')
  t.same(await texts(ana!), ['precious'])
})

t.test('I9: the screen takes the text out of the line again when the message was stored', async (t) => {
  const [ana] = await profiles(t, ['ana'])
  await ana!.ok('create', 'garden')
  await ana!.ok('stop')
  const engine = await doomedEngine(ana!)
  const screen = openScreen(t, ana!)
  await screen.shows('1:#garden')
  screen.type('precious\r')
  await screen.shows(/stored before the engine ended/)
  t.equal(engine.signalCode, 'SIGKILL')
  t.match(screen.text, /│ precious/)
  t.notMatch(screen.text.split('\n').at(-1), /precious/, 'the line is free')
  t.same(await texts(ana!), ['precious'])
})
