/** The real screen: first run, join, a message arriving, an engine that dies, signals. */
import t from 'tap'
import { processRuns } from '../../src/rpc/start-engine.js'
import { until } from '../testnet/until.js'
import { type Profile, profiles } from './profiles.js'
import { openScreen } from './terminal.js'

const enter = '\r'
const down = '\x1b[B'

t.test(
  'first run: nick, join by link; messages arrive and go out; quitting restores the terminal',
  async (t) => {
    const [ana, bob] = (await profiles(t, ['ana', 'bob'])) as [Profile, Profile]
    await ana.up()
    await ana.ok('nick', 'ana')
    await ana.ok('create', 'garden')
    await ana.ok('send', 'garden', 'a message from the command line')
    const link = await ana.ok('link', 'garden')

    const screen = openScreen(t, bob)
    await screen.shows('Welcome to hocket')
    t.ok(screen.isAlternate)
    screen.type(`bob${down}${enter}`)
    await screen.shows('Paste the link or key')
    screen.type(`\x1b[200~${link}\x1b[201~`)
    await screen.shows(link.slice(-20))
    screen.type(enter)
    await screen.shows('#garden')
    await screen.shows('a message from the command line')
    screen.type(`written on the screen${enter}`)
    await screen.shows(/bob │ written on the screen/)
    await until(async () => (await ana.ok('tail', 'garden')).includes('bob: written on the screen'))
    await screen.shows('✓✓')
    await ana.ok('send', 'garden', 'it has arrived \u202eright')
    await screen.shows('arrived right')
    t.notMatch(screen.text, /\u202e/)
    screen.resize(120, 30)
    await screen.shows(/MEMBERS 2/)
    screen.type(`/nonsense${enter}`)
    await screen.shows(/nonsense/)
    t.notMatch(await ana.ok('tail', 'garden'), /nonsense/, 'an unknown command is never sent')
    screen.type(`\x15/quit${enter}`)
    t.equal(await screen.ended, 0)
    t.notOk(screen.isAlternate)
  },
)

t.test(
  'create on the first run; an engine that is killed comes back and the draft is kept; SIGTERM restores',
  async (t) => {
    const [ana] = (await profiles(t, ['ana'])) as [Profile]
    const screen = openScreen(t, ana)
    await screen.shows('Welcome to hocket')
    screen.type(`ana${enter}`)
    await screen.shows('What shall it be called?')
    screen.type(`garden${enter}`)
    await screen.shows('1 #garden')
    screen.type(`first${enter}`)
    await screen.shows(/│ first/)
    screen.type('half a sentence')
    await screen.shows('half a sentence')
    process.kill(await ana.enginePid(), 'SIGKILL')
    await screen.shows(/engine away/)
    t.match(screen.text, /half a sentence/)
    await until(() => !/engine away/.test(screen.text))
    screen.type(` is whole${enter}`)
    await screen.shows(/│ half a sentence is whole/)
    screen.kill('SIGTERM')
    t.equal(await screen.ended, 143)
    t.notOk(screen.isAlternate)
    t.match(await ana.ok('tail', 'garden'), /half a sentence is whole/)
  },
)

t.test('closing the terminal ends the program, and then the engine that it started', async (t) => {
  const [ana] = (await profiles(t, ['ana'])) as [Profile]
  const screen = openScreen(t, ana)
  await screen.shows('Welcome to hocket')
  const enginePid = await ana.enginePid()
  screen.hangUp()
  await until(() => !processRuns(screen.pid) && !processRuns(enginePid))
})
