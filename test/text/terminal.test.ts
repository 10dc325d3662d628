/** What a terminal does with sanitised text: it writes characters to the cells it was given, and nothing else. */
import xterm from '@xterm/headless'
import fc from 'fast-check'
import t from 'tap'
import { sanitize, sanitizeLine } from '../../src/text/sanitize.js'
import { textWidth } from '../../src/text/width.js'
import { wrap } from '../../src/text/wrap.js'
import { anyText, escapeForms } from './nasty-text.js'

const cols = 60
const rows = 8
const top = 2
const left = 9

/** A terminal with automatic margins off, as the screen has them, and an account of everything it did. */
async function testTerminal() {
  const terminal = new xterm.Terminal({ cols, rows, allowProposedApi: true, scrollback: 50 })
  const effects: string[] = []
  terminal.onTitleChange((title) => effects.push(`title ${title}`))
  terminal.onBell(() => effects.push('bell'))
  terminal.onLineFeed(() => effects.push('line feed'))
  terminal.onScroll(() => effects.push('scroll'))
  terminal.onData((reply) => {
    const [, row, col] = /^\x1b\[(\d+);(\d+)R$/.exec(reply) ?? []
    effects.push(
      `reply ${row === undefined ? reply : `row ${row}, ${Number(col) > left ? 'right' : 'left'}`}`,
    )
  })
  for (const osc of [4, 8, 9, 10, 11, 52, 99, 777, 1337]) {
    terminal.parser.registerOscHandler(osc, () => effects.push(`osc ${osc}`) > 0)
  }
  const write = (text: string) => new Promise<void>((resolve) => terminal.write(text, resolve))
  await write('\x1b[?7l')

  /** What is drawn in the cells of a row, and whether it has a style. */
  const cells = (row: number, from: number, to: number): string[] => {
    const line = terminal.buffer.active.getLine(terminal.buffer.active.baseY + row)!
    return Array.from({ length: to - from }, (_, i) => {
      const cell = line.getCell(from + i)!
      return `${cell.getChars()}${cell.isAttributeDefault() ? '' : ' styled'}`
    })
  }

  /**
   * Fills the screen with `#`, writes `line` right after one of them, and describes all but the cells that it may alter.
   * The cursor is asked for after it, and a probe shows the character set and the style that remain.
   */
  const describe = async (line: string): Promise<string> => {
    effects.length = 0
    const fill = Array.from({ length: rows }, (_, row) => `\x1b[${row + 1};1H${'#'.repeat(cols)}`).join('')
    await write(`${fill}\x1b[${top + 1};${left}H#${line}\x1b[6n\x1b[${rows};${cols - 1}Hqx`)
    const { type, baseY, length } = terminal.buffer.active
    const others = Array.from({ length: rows }, (_, row) => cells(row, 0, row === top ? left : cols))
    return JSON.stringify({ type, baseY, length, modes: terminal.modes, effects, others })
  }
  const untouched = await describe('')

  /** Whether writing `line` did anything but write to its cells. */
  const escapes = async (line: string): Promise<boolean> => (await describe(line)) !== untouched
  return { cells, escapes }
}

t.test('the check itself sees what raw escape sequences do', async (t) => {
  for (const raw of [
    '\x1b[2J',
    '\x1b]0;x\x07',
    '\x1b]52;c;eA==\x07',
    '\x07',
    '\x1b[?1h',
    '\x1b[6n',
    '\x1b[31m',
    '\x1b(0',
    '\r',
    '\n',
    '\u0301',
  ]) {
    t.ok(await (await testTerminal()).escapes(raw), JSON.stringify(raw))
  }
  t.notOk(await (await testTerminal()).escapes('harmless'))
})

t.test('I8: every form of escape sequence, sanitised, only writes its cells', async (t) => {
  const test = await testTerminal()
  for (const form of escapeForms) {
    for (const raw of [form, `ana${form}ben`, form + form]) {
      const line = sanitizeLine(raw, 40)
      t.notOk(await test.escapes(line), JSON.stringify(raw))
      const end = left + textWidth(line)
      t.equal(test.cells(top, left, end).join(''), line)
      t.ok(test.cells(top, end, cols).every((cell) => cell === '#'))
    }
  }
})

t.test('I8: random text, sanitised, never leaves its row', async () => {
  const test = await testTerminal()
  await fc.assert(
    fc.asyncProperty(anyText, async (raw) => {
      if (await test.escapes(sanitizeLine(raw, 40))) return false
      const text = sanitize(raw)
      for (const { start, end } of wrap(text, 40).slice(0, 3)) {
        // The timeline indents wrapped lines: a message never writes to the first cell of a row.
        if (await test.escapes(` ${text.slice(start, end)}`)) return false
      }
      return true
    }),
    { numRuns: 600 },
  )
})

t.test(
  'I8: random bytes of one and two cells, sanitised, fill exactly the cells that were counted',
  async () => {
    const test = await testTerminal()
    const bytes = fc.uint8Array({ maxLength: 60 }).map((units) => Buffer.from(units).toString('latin1'))
    const wide = fc.array(
      fc.constantFrom('日', '本', '한', 'я', 'e\u0301', '\x1b', ' ', '、', '\u200b', '\u202e'),
      { maxLength: 40 },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          bytes,
          wide.map((list) => list.join('')),
        ),
        async (raw) => {
          const line = sanitizeLine(raw, 40)
          const end = left + textWidth(line)
          if (await test.escapes(line)) return false
          return (
            test.cells(top, left, end).join('') === line &&
            test.cells(top, end, cols).every((cell) => cell === '#')
          )
        },
      ),
      { numRuns: 600 },
    )
  },
)

t.test('I8: no single code point alters the cell before it', async (t) => {
  const fields = 20
  const height = 500
  const terminal = new xterm.Terminal({ cols: fields * 8, rows: height, allowProposedApi: true })
  const large = /[\p{Unified_Ideograph}\uac00-\ud7a3]/u
  const texts: string[] = []
  for (let codePoint = 0; codePoint < 0x20000; codePoint += 1) {
    const char = String.fromCodePoint(codePoint)
    if (!large.test(char) && !/[\p{Cn}\p{Co}\p{Cs}]/u.test(char)) texts.push(sanitizeLine(char))
  }
  const altered: string[] = []
  for (let first = 0; first < texts.length; first += fields * height) {
    const batch = texts.slice(first, first + fields * height)
    const place = (i: number) => ({ row: Math.floor(i / fields), col: (i % fields) * 8 })
    const frame = batch.map((text, i) => `\x1b[${place(i).row + 1};${place(i).col + 1}H#${text}`).join('')
    await new Promise<void>((resolve) => terminal.write(`\x1b[2J${frame}`, resolve))
    for (const [i, text] of batch.entries()) {
      const cell = terminal.buffer.active.getLine(place(i).row)!.getCell(place(i).col)!
      if (cell.getChars() !== '#') altered.push(JSON.stringify(text))
    }
  }
  t.ok(texts.length > 30_000)
  t.same(altered, [])
})
