import { PassThrough } from 'node:stream'
import t, { type Test } from 'tap'
import { LineTerminal } from '../../../src/tui/plain/line-terminal.js'
import { PasteSplitter } from '../../../src/tui/plain/split-pastes.js'

const start = '\x1b[200~'
const end = '\x1b[201~'

/** A terminal on which lines are edited. */
function terminal(t: Test) {
  const raw: boolean[] = []
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (on: boolean) => raw.push(on) })
  const stdout = Object.assign(new PassThrough(), { isTTY: true })
  let shown = ''
  stdout.on('data', (chunk) => {
    shown += chunk
  })
  const lines = new LineTerminal({ stdin, stdout, edits: true, complete: () => [[], ''] })
  t.teardown(() => lines.close())
  return { lines, raw, type: (keys: string) => stdin.write(keys), shown: () => shown }
}

t.test(
  'several lines that are pasted are one, wait for Enter, and are neither keys nor commands',
  async (t) => {
    const { lines, type, shown } = terminal(t)
    type(`so: ${start}alpha\r/quit\r\x03\x04\tgam`)
    type(`ma${end.slice(0, 3)}`)
    type(`${end.slice(3)} and more\r`)
    t.equal(await lines.next(), 'so: alpha\n/quit\n    gamma and more')
    t.match(
      shown(),
      /-- 3 lines pasted, beginning "so: alpha"\. Enter sends them as one message; \/drop as the last/,
    )
    type('next\r')
    t.equal(await lines.next(), 'next')
  },
)

t.test(
  'one line that is pasted goes into the line, without the line end that was copied with it',
  async (t) => {
    const { lines, type } = terminal(t)
    type(`a c\x1b[D${start}b \r\n${end}\r`)
    t.equal(await lines.next(), 'a b c')
  },
)

t.test('pastes behind each other are one message, and /drop throws all of it away', async (t) => {
  const { lines, type } = terminal(t)
  type(`${start}one\rtwo${end}${start}three\rfour${end}\r`)
  t.equal(await lines.next(), 'one\ntwothree\nfour')
  type(`${start}one\rtwo${end}\x15/drop\rx\r`)
  t.equal(await lines.next(), '')
  t.equal(await lines.next(), 'x')
})

t.test('pastes are marked while lines are read, and not any more afterwards', async (t) => {
  const { lines, raw, shown } = terminal(t)
  lines.close()
  t.match(shown(), /\x1b\[\?2004h/)
  t.ok(shown().lastIndexOf('\x1b[?2004l') > shown().lastIndexOf('\x1b[?2004h'))
  t.equal(raw.at(-1), false)
})

t.test(
  'a paste that never ends is left with Ctrl-C; keys pass as they are, however they are cut',
  async (t) => {
    const splitter = new PasteSplitter()
    const push = (text: string) =>
      splitter
        .push(Buffer.from(text))
        .map((piece) => (piece.kind === 'keys' ? `${piece.bytes}` : [piece.text]))
    t.same(push(`${start}lost\r`), [])
    t.same(push('\x03'), ['\x03'])
    t.same(push('\x1b'), ['\x1b'])
    t.same(push('\x1b[A\x1b[20'), ['\x1b[A'])
    t.same(push(`0~é ✓${end}x`), [['é ✓'], 'x'])
    t.same(push('\x1b[2'), [])
    t.same(push('~'), ['\x1b[2~'])
  },
)
