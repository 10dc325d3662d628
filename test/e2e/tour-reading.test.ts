/** Three people and a long history, on the real screen: what is read, what came late, and what is kept when one goes away. */
import t from 'tap'
import { until } from '../testnet/until.js'
import { draftsOf } from './drafts.js'
import { meet, roomOf, texts } from './meeting.js'
import { openScreen } from './terminal.js'

const enter = '\r'
const escapeKey = '\x1b'
const pageUp = '\x1b[5~'
const altEnd = '\x1b[1;3F'
const altU = '\x1bu'
const quit = '\x11'
const focusLost = '\x1b[O'
const focusGained = '\x1b[I'
const lineCount = 300
const roomsCols = 17

t.test('reading, late arrivals, going away and coming back', async (t) => {
  const [ana, bob, chidi] = await meet(t, ['ana', 'bob', 'chidi'] as const)
  let screen = openScreen(t, ana)
  await screen.shows('1:#garden')
  const lines = Array.from(
    { length: lineCount },
    (_, index) => `line ${index + 1} of ${lineCount}${index === 99 ? ' lantern' : ''}\n`,
  )
  const told = await bob.run(['--plain'], { input: lines.join('') })
  await screen.shows(`line ${lineCount} of ${lineCount}`)

  await t.test('PgUp reaches the first message of hundreds, Alt-End the newest', async (t) => {
    t.equal(told.code, 0, told.stderr)
    await screen.pressUntil(pageUp, 'line 1 of 300')
    t.notMatch(screen.text, /line 300 of 300/)
    t.match(screen.text, /-- not at the end \(Esc\) --/)
    screen.type(altEnd)
    await screen.shows(/│ line 300 of 300/)
    await screen.hides('not at the end')
    t.notMatch(screen.text, /line 1 of 300/)
  })

  await t.test('Ctrl-S finds a word, Enter looks at it in its place, Escape goes back', async (t) => {
    screen.type('\x13')
    await screen.shows('╭─ Search #garden')
    screen.type(`lantern${enter}`)
    await screen.shows(/line 100 of 300 lantern[\s\S]*1 of 1/)
    screen.type(enter)
    await screen.shows(/│ line 99 of 300[\s\S]*│ line 100 of 300 lantern[\s\S]*Hit 1 of 1 for lantern/)
    screen.type(escapeKey)
    await screen.shows(/│ line 300 of 300/)
    await screen.hides('Hit 1 of 1')
    t.notMatch(screen.text, /lantern/)
  })

  await t.test(
    'what comes while one reads above is counted, and the unread line stands over it',
    async (t) => {
      await until(async () => (await roomOf(ana)).unread === 0)
      screen.type(pageUp)
      await screen.shows(/-- not at the end/)
      const view = () =>
        screen.text
          .split('\n')
          .slice(1, 20)
          .map((row) => row.slice(roomsCols))
          .join('\n')
      const shown = view()
      await bob.ok('send', 'garden', 'news for who reads above')
      await screen.shows(/-- 1 new below \(Esc\) --/)
      t.equal(view(), shown, 'the text under the eye stays')
      t.equal((await roomOf(ana)).unread, 1)
      screen.type(altEnd)
      await screen.shows(/── new messages ──[\s\S]*news for who reads above/)
      await until(async () => (await roomOf(ana)).unread === 0)
      await screen.hides('new below')
    },
  )

  await t.test(
    'nothing is read while the terminal has not the focus; the title counts it, the bell rings',
    async (t) => {
      const written = screen.raw.length
      screen.type(focusLost)
      await bob.ok('send', 'garden', 'are you there?')
      await screen.shows('are you there?')
      await until(() => screen.titles.at(-1) === '(1) #garden – hocket')
      await until(() => screen.raw.includes('\x07', written))
      t.equal((await roomOf(ana)).unread, 1)
      screen.type(focusGained)
      await until(() => screen.titles.at(-1) === '#garden – hocket')
      t.equal((await roomOf(ana)).unread, 0)
    },
  )

  await t.test(
    'what was written offline comes late: it is counted, Alt-U goes there, it is read',
    async (t) => {
      screen.type(quit)
      t.equal(await screen.ended, 0)
      screen = openScreen(t, ana)
      await screen.shows('are you there?')
      await bob.ok('stop')
      const written = await bob.run(['send', 'garden', 'from the tunnel', '--linger', '0'], { offline: true })
      t.equal(written.code, 0, written.stderr)
      await bob.run(['stop'], { offline: true })
      const long = Array.from({ length: 30 }, (_, index) => `verse ${index + 1}`).join('\n')
      t.equal((await chidi.run(['send', 'garden', '-'], { input: long })).code, 0)
      await screen.shows('verse 30')
      await until(async () => (await roomOf(ana)).unread === 0)
      await bob.up()
      await until(async () => (await roomOf(ana)).late === 1)
      t.equal((await roomOf(ana)).unread, 1)
      t.notMatch(screen.text, /late message|from the tunnel/, 'the view did not move')
      screen.type(altU)
      await screen.shows(/1 late message from bob, written while offline[\s\S]*bob.│ from the tunnel/)
      await until(async () => (await roomOf(ana)).unread === 0)
      t.equal((await roomOf(ana)).late, 0)
      t.match(screen.text, /1 late message from bob/, 'the separator stays while one is in the room')
      screen.type(altEnd)
      await screen.shows('verse 30')
      screen.type(quit)
      t.equal(await screen.ended, 0)
    },
  )

  await t.test('a draft survives kill -9 of the screen', async (t) => {
    screen = openScreen(t, ana)
    await screen.shows('verse 30')
    screen.type('half a thought')
    await screen.shows('[ana] half a thought')
    await until(() => draftsOf(ana).includes('half a thought'))
    screen.kill('SIGKILL')
    await screen.ended
    screen = openScreen(t, ana)
    await screen.shows('[ana] half a thought')
    screen.type(` is whole${enter}`)
    await until(async () => (await texts(bob)).at(-1) === 'half a thought is whole')
    await until(async () => (await roomOf(ana)).onlyHere === 0)
    screen.type(quit)
    t.equal(await screen.ended, 0)
    t.notMatch(draftsOf(ana), /half a thought/, 'what was sent is no draft any more')
  })

  await t.test('a room that was left is gone from the list; joined again, it has everything', async (t) => {
    const screen = openScreen(t, ana)
    await screen.shows('half a thought is whole')
    await until(async () => (await roomOf(ana)).onlyHere === 0)
    screen.type(`/leave${enter}`)
    await screen.shows(/You have left #garden; its \d+ messages stay on this disk\./)
    t.match(screen.text, /\/join\s+1\s+brings\s+it\s+back/)
    t.notMatch(screen.text, /1 #garden/)
    t.equal(await ana.ok('--json', 'rooms'), '')
    await bob.ok('send', 'garden', 'where is ana?')
    screen.type(`/join 1${enter}`)
    await screen.shows(/▌1 #garden[\s\S]*half a thought is whole/)
    await screen.shows('where is ana?')
    screen.type(`here again${enter}`)
    await until(async () => (await roomOf(ana)).onlyHere === 0)
    t.equal((await texts(bob)).at(-1), 'here again')
    screen.type(quit)
    t.equal(await screen.ended, 0)
  })

  await t.test('quitting asks while a message exists only here; w waits until somebody has it', async (t) => {
    const screen = openScreen(t, ana)
    await screen.shows('here again')
    await Promise.all([bob.ok('stop'), chidi.ok('stop')])
    await until(async () => (await roomOf(ana)).peers === 0)
    screen.type(`nobody hears this${enter}`)
    await screen.shows(/✓ 1 only here|1 message waiting/)
    screen.type(quit)
    await screen.shows(/Quit hocket\?[\s\S]*One of your messages exists only on this machine:/)
    t.match(screen.text, /1 in #garden/)
    screen.type(escapeKey)
    await screen.hides('Quit hocket?')
    screen.type(quit)
    await screen.shows('w wait, then quit')
    screen.type('w')
    await screen.shows(/Waiting until another member holds it/)
    await bob.up()
    t.equal(await screen.ended, 0, 'it quits by itself when bob has it')
    t.notOk(screen.isAlternate)
    await until(async () => (await texts(bob)).at(-1) === 'nobody hears this')
  })
})
