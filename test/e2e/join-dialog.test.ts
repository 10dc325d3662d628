/** A link that is pasted into the dialog that joins, in the real program: what it grants is said before Enter. */
import t from 'tap'
import { profiles } from './profiles.js'
import { openScreen } from './terminal.js'

const enter = '\r'
const escapeKey = '\x1b'
const deleteLine = '\x15'
const paste = (text: string) => `\x1b[200~${text}\x1b[201~`

t.test('a pasted link says what it grants before one joins by it, and shows up nowhere else', async (t) => {
  const [ana, bob] = await profiles(t, ['ana', 'bob'])
  if (ana === undefined || bob === undefined) throw new Error('there are two')
  await ana.up()
  await ana.ok('nick', 'ana')
  await ana.ok('create', 'garden')
  const [link, reading] = [await ana.ok('link', 'garden'), await ana.ok('link', 'garden', '--read')]
  await bob.up()
  await bob.ok('nick', 'bob')
  await bob.ok('create', 'den')
  const screen = openScreen(t, bob)
  await screen.shows('1:#den')
  screen.type(`/join${enter}`)
  await screen.shows('A link begins with hocket:w/ or hocket:r/.')
  screen.type(paste(reading))
  await screen.shows('✓ read-only link: lets you read, not write')
  screen.type(deleteLine + paste(link.slice(0, -3)))
  await screen.shows('Not whole yet: 3 characters to go.')
  screen.type(link.slice(-3))
  await screen.shows('✓ room link: lets you read, write and invite')
  screen.type('y')
  await screen.shows('it has 70 characters')
  screen.type(deleteLine + paste(link))
  await screen.shows('✓ room link')
  t.match(await bob.ok('rooms'), /^(?![\s\S]*garden)[\s\S]*den/, 'nothing was joined by reading it')
  screen.type(enter)
  await screen.shows('2:#garden')
  screen.type(`/join${enter}`)
  await screen.shows('Join a room')
  screen.type(paste(link))
  await screen.shows('You are in #garden: Enter opens it.')
  screen.type(`${escapeKey}`)
  await screen.hides('Join a room')
  t.notMatch(screen.titles.join('\n'), /hocket:|\w{40}/, 'a title never holds a key or a link')
  screen.type(`/leave${enter}`)
  await screen.shows('You have left #garden')
  screen.type(`/join${enter}`)
  await screen.shows('Join a room')
  screen.type('2')
  await screen.shows('You left #garden; its messages are still here.')
  screen.type(enter)
  await screen.shows('2:#garden')
})
