import t from 'tap'
import { lookOf, onBackground, recolored } from '../../../src/tui/style/look.js'
import { type Background, nickColourCount, nickColours } from '../../../src/tui/style/nick-colours.js'
import { themeOf } from '../../../src/tui/style/theme.js'
import { FakeEngine, idOf } from '../fake-engine.js'
import { showScreen } from '../show-screen.js'

process.env.TZ = 'UTC'

const choice = { colors: 'default', theme: {} } as const

/** Red, green and blue of an SGR code, 0 to 255. */
function rgbOf(code: string): readonly number[] {
  const [, kind, ...rest] = code.split(';').map(Number)
  if (kind === 2) return rest
  const index = (rest[0] ?? 0) - 16
  return [Math.floor(index / 36), Math.floor(index / 6) % 6, index % 6].map((step) =>
    step === 0 ? 0 : 55 + 40 * step,
  )
}

function luminance(rgb: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: readonly number[], other: readonly number[]): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

t.test('on a background that is known, the colour of every person can be read with ease', async (t) => {
  const grounds: readonly [Background, readonly number[]][] = [
    ['dark', [30, 30, 30]],
    ['light', [255, 255, 255]],
  ]
  for (const [background, ground] of grounds) {
    for (const level of ['256', 'truecolor'] as const) {
      for (const code of nickColours(level, background)) {
        const ratio = contrast(rgbOf(code), ground)
        if (ratio < 4.5) t.fail(`${level} ${code} on ${background}: ${ratio.toFixed(2)}`)
      }
    }
  }
  for (const level of ['16', '256', 'truecolor'] as const) {
    for (const background of ['unknown', 'dark', 'light'] as const)
      t.equal(nickColours(level, background).length, nickColourCount)
  }
})

t.test('a look keeps its background when other colours are chosen', async (t) => {
  const look = onBackground(lookOf('truecolor', 'unicode'), 'light', choice)
  t.equal(look.theme.background, 'light')
  t.equal(recolored(look, { ...choice, colors: 'bright' }).theme.background, 'light')
  t.not(look.theme.open('nick0'), themeOf('truecolor').open('nick0'))
  t.equal(onBackground(lookOf('mono', 'ascii'), 'dark', choice).theme.open('nick0'), '')
})

t.test(
  'the terminal is asked for its background, and its answer recolours names that are shown already',
  async (t) => {
    const engine = new FakeEngine()
    const garden = engine.addRoom('garden')
    engine.receive(garden, 'hello', { author: idOf('bob'), unread: false })
    engine.change(garden)
    const { terminal } = showScreen(t, engine, {
      env: { LANG: 'C.UTF-8', TERM: 'xterm', COLORTERM: 'truecolor' },
    })
    await terminal.until(/bob │ hello/)
    t.match(terminal.written, '\x1b]11;?\x1b\\')
    const isShown = (background: Background) =>
      nickColours('truecolor', background).some((code) => terminal.written.includes(`\x1b[${code}m`))
    t.ok(isShown('unknown'))
    terminal.written = ''
    terminal.type('\x1b]11;rgb:ffff/ffff/ffff\x1b\\')
    const patience = AbortSignal.timeout(15_000)
    while (!isShown('light') && !patience.aborted) await new Promise(setImmediate)
    t.ok(isShown('light'))
    t.notMatch((await terminal.lines()).join('\n'), /rgb:/, 'an answer is never typed')
  },
)

t.test('a terminal without colours is not asked', async (t) => {
  const engine = new FakeEngine()
  engine.addRoom('garden')
  const { terminal } = showScreen(t, engine, { env: { LANG: 'C.UTF-8', TERM: 'xterm', NO_COLOR: '1' } })
  await terminal.until(/1:#garden/)
  t.notMatch(terminal.written, '\x1b]11;?')
})
