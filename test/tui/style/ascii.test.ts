import t from 'tap'
import { asciiTexts } from '../../../src/tui/style/ascii-texts.js'
import { FakeEngine } from '../fake-engine.js'
import { showScreen } from '../show-screen.js'

t.test(
  'signs become words where spaces behind them give the cells, and one sign each elsewhere',
  async (t) => {
    const shown = (...texts: string[]) => asciiTexts(texts).join('')
    t.equal(shown('↑↓ select   Enter ok', '    |'), 'Up Down select Enter ok |')
    t.equal(shown('Alt-↓', '     next'), 'Alt-Down  next')
    t.equal(shown('a very long na…'), 'a very long na~')
    t.equal(shown('é is as it was'), 'é is as it was')
  },
)

t.test('in a locale that is not UTF-8 nothing but ASCII is written, wherever one goes', async (t) => {
  const engine = new FakeEngine()
  const garden = engine.addRoom('garden-of-a-name-that-is-cut', { drafts: 1, onlyHere: 2 })
  engine.addRoom('dev', { unread: 3, level: 'none' })
  engine.addRoom('empty', { members: 1, peers: 0 })
  engine.addRoom(null, { state: 'waiting' })
  engine.addMember(garden, 'bob')
  for (let index = 0; index < 40; index += 1) engine.receive(garden, `line ${index} https://example.org/x`)
  engine.receive(garden, Array.from({ length: 60 }, (_, row) => `row ${row}`).join('\n'), { edited: true })
  engine.receive(garden, '> said\n```\ncode\n```\n*bold*', { mine: true, delivery: 'held' })
  engine.change(garden, { late: 1 })
  const { terminal } = showScreen(t, engine, { env: { LANG: 'C', TERM: 'xterm' }, cols: 110 })
  await terminal.until(/more lines/)
  const closed = /^(?![\s\S]*Esc (close|cancel|back|to edit))/
  const tour: readonly (readonly [keys: string, shows: RegExp])[] = [
    ['\x1bOP', /Help/],
    ['\x1b[6~\x1b[6~\x1b', closed],
    ['/key\r', /room-next/],
    ['\x1b[6~\x1b[6~\x1b[6~\x1b', closed],
    ['/set\r', /time_format/],
    ['\x1b', closed],
    ['\x1bk', /Go to/],
    ['\x1b', closed],
    ['/n\t\t', /who is in this room/],
    ['\x15', /message, or/],
    ['\x1b[1;5A', /reply/],
    ['\r', /all about it/],
    ['\x1b\x1b', closed],
    ['\x1b[5~\x1b[5~', /not at the end/],
    ['/net\r', /DHT/],
    ['\x1b', closed],
    ['\x13', /Search/],
    ['\x1b', closed],
    ['/link\r', /hocket:/],
    ['\x1b', closed],
    ['/join\r', /Join a room/],
    ['\x1b', closed],
    ['/names\r', /bob/],
    ['\x1b', /./],
    ['\x1b[200~1\n2\n3\n4\n5\n6\n7\n8\x1b[201~', /Paste 8 lines/],
    ['\x03', closed],
    ['\x1b3', /is quiet/],
    ['\x1b4', /waits for its first member/],
  ]
  for (const [keys, shows] of tour) {
    terminal.type(keys)
    await terminal.until(shows)
  }
  const strange = [...new Set(terminal.written.match(/[^\x00-\x7f]+/g))]
  t.same(strange, [])
})
