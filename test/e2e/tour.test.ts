/** One evening of two people, on the real screen: a room is made, and everything that is written, picked and found in it. */
import { readFileSync } from 'node:fs'
import t from 'tap'
import { until } from '../testnet/until.js'
import { said, texts, wake } from './meeting.js'
import { openScreen } from './terminal.js'

const enter = '\r'
const escapeKey = '\x1b'
const clear = '\x15'
const tab = '\t'
const pick = '\x1b[1;5A'

t.test('writing, answering and finding one’s way, as two people meet them', async (t) => {
  const [ana, bob, bodil] = await wake(t, ['ana', 'bob', 'bodil'] as const)
  await ana.ok('create', 'den')
  let screen = openScreen(t, ana)
  await screen.shows('1:#den')

  await t.test('a room is made on the screen, and its link lets others in', async (t) => {
    screen.type(`/create garden${enter}`)
    await screen.shows('You are in #garden')
    screen.type(`/link${enter}`)
    await screen.shows(/hocket:w\/\w{60}/)
    const [link = ''] = /hocket:w\/\w{60}/.exec(screen.text) ?? []
    screen.type(escapeKey)
    await screen.hides('Link to #garden')
    t.match(await bob.ok('join', link, '--wait', '30'), /garden/)
    await bodil.ok('join', link, '--wait', '30')
    await bodil.ok('send', 'garden', 'hello all')
    await bob.ok('send', 'garden', 'good evening')
    await screen.shows(/bob │ good evening/)
    await screen.shows(/● 2 peers/)
    t.ok(screen.titles.includes('#garden – hocket'), `${screen.titles}`)
    t.notMatch(screen.titles.join('\n'), /hocket:|\w{40}/, 'a title never holds a key or a link')
  })

  await t.test('Tab offers nicks and emoji in a popup, and Escape gives back what was typed', async (t) => {
    screen.type(`bo${tab}`)
    await screen.shows(/▸ bob[\s\S]*│ bodil[\s\S]*\[ana\] bob:/)
    screen.type(tab)
    await screen.shows(/│ bob[\s\S]*▸ bodil[\s\S]*\[ana\] bodil:/)
    screen.type(escapeKey)
    await screen.shows(/\[ana\] bo *$/m)
    t.notMatch(screen.text, /[▸│] bodil/, 'the popup is gone')
    screen.type(tab)
    await screen.shows('[ana] bob:')
    screen.type('look :thumbs')
    await screen.shows('bob: look :thumbs')
    screen.type(tab)
    await screen.shows(/▸ 👍 *:thumbsup:[\s\S]*│ 👎 *:thumbsdown:/)
    screen.type(enter)
    await until(async () => (await texts(bob)).length === 3)
    const heard = (await said(bob)).at(-1)
    t.match(heard, {
      text: /^bob: look 👍\s*$/,
      mention: true,
      mentions: [{ nick: 'bob', start: 0, end: 3 }],
    })
  })

  await t.test('formatting and links are shown as they are meant, on both sides', async (t) => {
    await bob.ok('send', 'garden', '**seeds** are in `tin 3`, see https://example.org/a_b_c')
    await screen.shows(/bob │ seeds are in tin 3/)
    await screen.shows('https://example.org/a_b_c')
    t.notMatch(screen.text, /\*\*|`/)
    await bob.run(['send', 'garden', '-'], { input: 'so:\n```\nconst a = **b**\n```\n' })
    await screen.shows(/│ ▏ const a = \*\*b\*\*/)
    t.notMatch(screen.text, /```/)
    t.match(await texts(ana), ['hello all', 'good evening', String, String, /^so:\n```/])
  })

  await t.test('the message cursor answers, edits and reacts, and the other side has it', async (t) => {
    await bob.ok('send', 'garden', 'who waters the beans?')
    await screen.shows('who waters the beans?')
    screen.type(pick)
    await screen.shows(/r reply {2}\+ react/)
    screen.type('r')
    await screen.shows('replying to bob │ who waters the beans?')
    screen.type(`i will${enter}`)
    await screen.shows(/┃ .*who waters the beans\?[\s\S]*│ i will/)
    screen.type(pick)
    await screen.shows('r reply')
    screen.type('e')
    await screen.shows(/editing │ i will[\s\S]*\[ana\] i will/)
    screen.type(` tomorrow${enter}`)
    await screen.shows('i will tomorrow (edited)')
    screen.type(`${pick}${pick}`)
    await screen.shows('r reply')
    screen.type('+')
    await screen.shows(/╭─ React/)
    screen.type('tada')
    await screen.shows(':tada:')
    screen.type(enter)
    await screen.shows('[🎉 1]')
    await until(async () => (await said(bob)).some(({ reactions }) => reactions.length > 0))
    const [question, answer] = (await said(bob)).slice(-2)
    t.match(question, { text: 'who waters the beans?', reactions: [{ emoji: '🎉', count: 1, mine: false }] })
    t.match(answer, { text: 'i will tomorrow', edited: true, reply: { nick: 'bob', id: question?.id ?? '' } })
    screen.type(escapeKey)
    await screen.hides('r reply')
  })

  await t.test('a paste of five lines asks first; Enter sends it as one message', async (t) => {
    const before = (await texts(bob)).length
    screen.type('\x1b[200~beans\n/quit\npeas\n\x1b[31mleeks\nkale\n\x1b[201~')
    await screen.shows('Paste 5 lines?')
    t.equal((await texts(bob)).length, before, 'nothing is sent before one says so')
    screen.type(enter)
    await screen.shows('kale')
    await until(async () => (await texts(bob)).length > before)
    const after = await texts(bob)
    t.equal(after.length, before + 1)
    t.match(after.at(-1), /^beans\n\/quit\npeas\n.*leeks\nkale$/)
    t.notMatch(after.at(-1), /\x1b/)
  })

  await t.test('an unknown command is refused, stays in the line, and nobody gets it', async (t) => {
    screen.type(`/wter the beans${enter}`)
    await screen.shows('There is no command /wter: nothing was sent.')
    await screen.shows('[ana] /wter the beans')
    screen.type(`${clear}//water is text${enter}`)
    await until(async () => (await texts(bob)).at(-1) === '/water is text')
    t.notMatch((await texts(bob)).join('\n'), /wter/)
  })

  await t.test('the switcher, a number and "the room before" go from room to room', async (t) => {
    t.match(screen.text, /▌2 #garden/)
    screen.type('a draft')
    await screen.shows('[ana] a draft')
    screen.type('\x1bk')
    await screen.shows('Go to a room or run a command')
    screen.type('den')
    await screen.shows(/▌#den/)
    screen.type(enter)
    await screen.shows(/▌1 #den[\s\S]*1:#den/)
    t.notMatch(screen.text, /a draft/, 'each room has a line of its own')
    screen.type('\x1b2')
    await screen.shows(/▌2 #garden[\s\S]*\[ana\] a draft/)
    screen.type('\x1b/')
    await screen.shows('▌1 #den')
    screen.type('\x1b/')
    await screen.shows('▌2 #garden')
    screen.type(clear)
    await screen.shows('message, or /help')
  })

  await t.test('the network overlay says who is here, and looks again', async (t) => {
    screen.type(`/net${enter}`)
    await screen.shows(/╭─ Network/)
    await screen.shows(/bob at 127\.0\.0\.1:\d+, may write/)
    await screen.shows(/bodil at 127\.0\.0\.1:\d+, may write/)
    t.match(screen.text, /DHT[\s│]+reachable/)
    t.match(screen.text, /announced/)
    screen.type(`r${escapeKey}`)
    await screen.hides(/╭─ Network/)
  })

  await t.test('a key that was bound works at once, and after a restart', async (t) => {
    screen.type(`/bind Ctrl-X Ctrl-F search${enter}`)
    await screen.shows('Ctrl-X Ctrl-F is search now.')
    screen.type('\x18\x06')
    await screen.shows('╭─ Search #garden')
    screen.type(escapeKey)
    await screen.hides('╭─ Search')
    screen.type('\x11')
    t.equal(await screen.ended, 0)
    t.match(readFileSync(ana.configFile, 'utf8'), /^\[keys\]\n"C-x C-f" = "search"$/m)
    t.equal((await ana.run(['config', 'check'])).code, 0)
    screen = openScreen(t, ana)
    await screen.shows('2:#garden')
    screen.type('\x18\x06')
    await screen.shows('╭─ Search #garden')
  })
})
