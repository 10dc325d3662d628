/** Recovery words on a new machine, in the real program: the first start takes them, and a link brings the room back. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { type Profile, profiles } from './profiles.js'
import { openScreen } from './terminal.js'

const up = '\x1b[A'

t.test('who has the words is the same person on another machine, and gets the room back', async (t) => {
  const [ana, bob, fresh] = (await profiles(t, ['ana', 'bob', 'fresh'])) as [Profile, Profile, Profile]
  const words = await ana.ok('words', '--yes')
  await ana.ok('nick', 'ana')
  await ana.ok('create', 'garden')
  await ana.ok('send', 'garden', 'before the laptop was lost')
  await bob.up()
  await bob.ok('nick', 'bob')
  await bob.ok('join', await ana.ok('link', 'garden'), '--wait', '30')
  const { identity } = await ana.json<{ identity: string }>('nick')
  await ana.ok('stop')

  const screen = openScreen(t, fresh)
  await screen.shows('Welcome to hocket')
  screen.type(`ana${up}\r`)
  await screen.shows('24 recovery words, in their order')
  screen.type(`${words.replace(/\w+$/, 'zebra')}\r`)
  await screen.shows(/not the 24 words/)
  screen.type(`\x15${words}\r`)
  await screen.shows('You are who you were')
  await screen.shows('Welcome to hocket')
  screen.type('\r')
  await screen.shows('Join a room')
  screen.type(`${await bob.ok('link', 'garden')}\r`)
  await screen.shows('before the laptop was lost')
  t.equal((await fresh.json<{ identity: string }>('nick')).identity, identity)
  screen.type('and after\r')
  await screen.shows(/and after/)
  t.match(await bob.ok('tail', 'garden'), /before the laptop was lost/)
  await t.test('the words are nowhere on its disk', async (t) => {
    const [first = '', second = ''] = words.split(' ')
    for (const file of ['vault.bin', 'vault.bin.old', 'engine.log'])
      t.notOk(readFileSync(join(fresh.dir, file), 'latin1').includes(`${first} ${second}`), file)
  })
  screen.kill('SIGTERM')
  await screen.ended
  t.match(await fresh.run(['stop']), { code: 0 })
  const again = await fresh.run(['words', '--restore'], { input: `${words}\n` })
  t.match(again, { code: 2, stderr: /has a room already[\s\S]*Nothing was changed/ })
})
