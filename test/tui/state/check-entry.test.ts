import t from 'tap'
import { defaultSettings } from '../../../src/config/settings.js'
import { checkConfig } from '../../../src/tui/check-config.js'
import { checkEntry } from '../../../src/tui/state/check-entry.js'
import { parseChords } from '../../../src/tui/state/parse-chords.js'
import { parseStyle, styleCodes } from '../../../src/tui/style/style-codes.js'
import { themeOf, themeRoles } from '../../../src/tui/style/theme.js'

const chords = (typed: string) => {
  const parsed = parseChords(typed)
  return 'wrong' in parsed ? parsed.wrong : parsed.chords
}

t.test('a key can be written as people write it', async (t) => {
  const same: Record<string, string> = {
    'Ctrl-X Ctrl-E': 'C-x C-e',
    'C-x': 'C-x',
    'C-X': 'C-x',
    'M-N': 'M-N',
    'Alt-N': 'M-n',
    'alt+shift+n': 'M-N',
    'M-S-n': 'M-N',
    'M-j # #': 'M-j # #',
    PgUp: 'pageup',
    'Shift-Tab': 'S-tab',
    'Alt-↑': 'M-up',
    'meta-esc': 'M-escape',
    F12: 'f12',
    'M--': 'M--',
    'Ctrl-_': 'C-_',
    'M-é': 'M-é',
    q: 'q',
  }
  for (const [typed, canonical] of Object.entries(same)) t.equal(chords(typed), canonical, typed)
  t.match(chords('Ctrl-Foo'), /is no key: write it like/)
  t.match(chords('\x1b'), /is no key/)
})

t.test('keys that are another key in most terminals are refused with the reason', async (t) => {
  t.match(chords('Ctrl-I'), /Tab key/)
  t.match(chords('C-m'), /Enter key/)
  t.match(chords('C-x C-h'), /Backspace key/)
  t.match(chords('C-['), /Escape key/)
  t.match(chords('Ctrl-Space'), /does not reach/)
})

t.test(
  'a file is told about unknown actions, roles and colours, and about letters that would be lost',
  async (t) => {
    const { settings, problems } = checkConfig(`
[keys]
f5 = "repiant"
x = "quit"
q = "link-copy"
f6 = ""
[theme]
baar = "red"
bar = "bold reed"
own = "bold #f80 on 17"
[alias]
"a b" = "/me"
empty = " "
hi = "/me waves"
`)
    t.same(
      problems.map(({ line, text }) => `${line} ${text}`),
      [
        '3 there is no action "repiant"; perhaps "repaint" is meant',
        '4 a letter alone is text: hold Ctrl or Alt with it',
        '8 there is no role "baar"; perhaps "bar" is meant',
        '9 "reed" is no colour and no attribute: write "bold red", "white on #303060" or 208',
        '12 the name of an alias is made of letters, digits, - and _',
        '13 an alias stands for a line: it must not be empty',
      ],
    )
    t.same(settings.keys, { q: 'link-copy', f6: '' })
    t.same(settings.theme, { own: 'bold #f80 on 17' })
    t.equal(checkEntry('keys', 'f5', 'repaint'), undefined)
  },
)

t.test('a style becomes what the terminal can show', async (t) => {
  const codes = (text: string) => {
    const style = parseStyle(text)
    if ('wrong' in style) return style.wrong
    return (['mono', '16', '256', 'truecolor'] as const).map((level) => styleCodes(style, level))
  }
  t.same(codes('bold magenta'), ['1', '1 35', '1 35', '1 35'])
  t.same(codes('bright-red on blue'), ['', '91 44', '91 44', '91 44'])
  t.same(codes('gray'), ['', '90', '90', '90'])
  t.same(codes('9 on 231'), ['', '91 107', '91 48;5;231', '91 48;5;231'])
  t.same(codes('#ff0000'), ['', '91', '38;5;196', '38;2;255;0;0'])
  t.same(codes('on #888'), ['', '100', '48;5;102', '48;2;136;136;136'])
  t.same(codes('inverse underline italic dim default'), Array(4).fill('7 4 3 2'))
  t.same(codes('256'), '256')
  t.same(codes('#12'), '#12')
})

t.test('own colours lie over the chosen ones; without colours what a role looks like stays', async (t) => {
  const theme = { bar: 'bold white on blue', nick3: '208' }
  t.equal(themeOf('16', { colors: 'default', theme }).open('bar'), '\x1b[1m\x1b[37m\x1b[44m')
  t.equal(themeOf('mono', { colors: 'default', theme }).open('bar'), '\x1b[1m\x1b[7m')
  t.equal(themeOf('256', { colors: 'default', theme }).open('nick3'), '\x1b[38;5;208m')
  t.equal(themeOf('256', { colors: 'plain', theme: {} }).open('nick3'), '')
  t.equal(themeOf('256', { colors: 'plain', theme: {} }).open('error'), themeOf('mono').open('error'))
  t.not(themeOf('16', { colors: 'bright', theme: {} }).open('accent'), themeOf('16').open('accent'))
  t.ok(themeRoles.includes('own') && !themeRoles.includes('qr'))
  t.same(themeOf('16', defaultSettings).open('own'), themeOf('16').open('own'))
})
