import fc from 'fast-check'
import t from 'tap'
import { defaultConfig } from '../../src/config/default-config.js'
import { editConfig } from '../../src/config/edit-config.js'
import { readConfig } from '../../src/config/read-config.js'
import { settingOf, settingTable } from '../../src/config/setting-table.js'
import { formatValue, parseValue } from '../../src/config/setting-value.js'
import { changeSettings, defaultSettings, type SettingName } from '../../src/config/settings.js'

const told = (text: string) =>
  readConfig(text).problems.map(({ line, column, level, text: what }) => `${line}:${column} ${level} ${what}`)

t.test('an empty file and the commented one that is written for a person are the defaults', async (t) => {
  t.same(readConfig(''), { settings: defaultSettings, problems: [] })
  t.same(readConfig(defaultConfig()), { settings: defaultSettings, problems: [] })
})

t.test(
  'every line of the commented file is right when it is freed, and says what is so anyway',
  async (t) => {
    const freed = defaultConfig().replace(/^# (?=(?:\w+|"[^"]*") = )/gm, '')
    const { settings, problems } = readConfig(freed)
    t.same(problems, [])
    for (const { name } of settingTable) t.same(settings[name], defaultSettings[name], name)
    t.equal(Object.keys(settings.keys).length, 2)
  },
)

t.test('what a file says is used', async (t) => {
  const { settings, problems } = readConfig(`
mouse = true
group_minutes = 0
words = ["ana", "relay lyon"]
joins = "all"
[keys]
"C-x C-e" = "edit"
[theme]
bar = "bold"
`)
  t.same(problems, [])
  t.match(settings, { mouse: true, group_minutes: 0, words: ['ana', 'relay lyon'], joins: 'all' })
  t.same(settings.keys, { 'C-x C-e': 'edit' })
  t.same(settings.theme, { bar: 'bold' })
})

t.test(
  'a wrong value keeps its default, and is told with its line, its column and what would fit',
  async (t) => {
    const text = `# mine
mouse = "yes"
  joins = "some"
group_minutes = -1
words = [1]
time_format = "hh"
notify = "osc"
keys = 3
`
    t.same(told(text), [
      '2:1 error "mouse" must be true or false',
      '3:3 error "joins" must be "folded", "all" or "none"',
      '4:1 error "group_minutes" must be a whole number from 0 to 1440',
      '5:1 error "words" must be a list of texts, like ["one", "two"]',
      '6:1 error "time_format" must be H, M and S with :, . or - between',
      '8:1 error "keys" must be a table: write [keys] above its entries',
    ])
    const { settings } = readConfig(text)
    t.match(settings, { mouse: false, joins: 'folded', notify: 'osc' })
  },
)

t.test('an unknown name is a warning with the nearest known one', async (t) => {
  t.same(told('mosue = true\n\n[theem]\nx = "y"\n[zzzzzzzz]\n'), [
    '1:1 warning there is no setting "mosue"; perhaps "mouse" is meant',
    '3:1 warning there is no setting "theem"; perhaps "theme" is meant',
    '5:1 warning there is no setting "zzzzzzzz"',
  ])
})

t.test('a file that is not TOML leaves all defaults and says where it breaks', async (t) => {
  const { settings, problems } = readConfig('mouse = true\nwords = [\n')
  t.same(settings, defaultSettings)
  t.equal(problems.length, 1)
  t.match(problems[0], { level: 'error', text: /^this is not TOML: / })
  t.ok(problems[0]!.line >= 2)
})

t.test('entries of tables are texts, and who knows the names checks them', async (t) => {
  const { settings, problems } = readConfig(
    '[keys]\nf5 = 1\nf6 = "bad"\nf7 = "odd"\n',
    (table, name, value) => {
      if (value === 'bad') return { level: 'error', text: `${table} ${name} is bad` }
      return value === 'odd' ? { level: 'warning', text: 'odd' } : undefined
    },
  )
  t.same(
    problems.map(({ line, text }) => `${line} ${text}`),
    ['2 "f5" must be a text in quotes', '3 keys f6 is bad', '4 odd'],
  )
  t.same(settings.keys, { f7: 'odd' })
})

t.test('what is typed behind a name becomes a value, or says what would fit', async (t) => {
  const typed = (name: SettingName, text: string) => parseValue(settingOf(name)!, text)
  t.same(typed('mouse', 'On'), { value: true })
  t.same(typed('mouse', 'maybe'), { wrong: '"mouse" must be true or false' })
  t.same(typed('group_minutes', '12'), { value: 12 })
  t.match(typed('group_minutes', '1.5'), { wrong: /whole number/ })
  t.same(typed('words', ' lyon  relay '), { value: ['lyon', 'relay'] })
  t.same(typed('words', ''), { value: [] })
  t.same(typed('time_format', 'HH:MM:SS'), { value: 'HH:MM:SS' })
  t.match(typed('time_format', 'x'), { wrong: /H, M and S/ })
  t.same(typed('joins', 'none'), { value: 'none' })
  t.equal(formatValue(['a"b', 'c']), '["a\\"b", "c"]')
  t.equal(formatValue(true), 'true')
})

t.test('a change of the file touches its own line only: comments and unknown things stay', async (t) => {
  const text = `# mine\nmouse = false # for now\nfuture = { a = 1 }\n\n[keys]\n# none yet\n"C-x" = "quit"\n`
  const mouse = editConfig(text, { table: null, name: 'mouse', value: true })
  t.equal(mouse, text.replace('mouse = false', 'mouse = true'))
  const joins = editConfig(text, { table: null, name: 'joins', value: 'all' })
  t.equal(joins, text.replace('future = { a = 1 }\n', 'future = { a = 1 }\njoins = "all"\n'))
  const bound = editConfig(text, { table: 'keys', name: 'M-j 1', value: 'help' })
  t.equal(bound, text.replace('[keys]\n', '[keys]\n"M-j 1" = "help"\n'))
  const changed = editConfig(text, { table: 'keys', name: 'C-x', value: 'help' })
  t.equal(changed, text.replace('"C-x" = "quit"', 'C-x = "help"'))
  const unbound = editConfig(text, { table: 'keys', name: 'C-x', value: undefined })
  t.equal(unbound, text.replace('"C-x" = "quit"\n', ''))
  t.equal(editConfig(text, { table: 'keys', name: 'f1', value: undefined }), text)
})

t.test('a change makes the table, the file and the end of the line that are missing', async (t) => {
  const alias = { table: 'alias', name: 'hi', value: '/me waves' } as const
  t.equal(editConfig('', alias), '[alias]\nhi = "/me waves"\n')
  t.equal(editConfig('mouse = true', alias), 'mouse = true\n\n[alias]\nhi = "/me waves"\n')
  t.equal(editConfig('[keys]\n', { table: null, name: 'mouse', value: true }), 'mouse = true\n[keys]\n')
})

t.test('a value of several lines is replaced as a whole', async (t) => {
  const text = 'words = [\n  "one",\n  "two", # both\n]\nmouse = true\n'
  const edited = editConfig(text, { table: null, name: 'words', value: ['three'] })
  t.equal(edited, 'words = ["three"]\nmouse = true\n')
})

t.test('a file that cannot be changed without harm stays as it is', async (t) => {
  const change = { table: null, name: 'mouse', value: true } as const
  t.throws(() => editConfig('mouse = [', change), { code: 'NOT_WRITABLE' })
  t.throws(() => editConfig('keys = { f5 = "help" }', { table: 'keys', name: 'f6', value: 'help' }), {
    code: 'NOT_WRITABLE',
  })
})

t.test('keys in quotes of both kinds and dotted keys are found where they stand', async (t) => {
  t.same(told(`'mosue' = 1\nkeys.f5 = 7\n"bad\\q" = 1\n`).length, 1, 'broken')
  t.same(told(`'mosue' = 1\n  keys.f5 = 7\n`), [
    '1:1 warning there is no setting "mosue"; perhaps "mouse" is meant',
    '2:3 error "f5" must be a text in quotes',
  ])
})

t.test('a change of settings is a new value; without one it is the default again', async (t) => {
  const noisy = changeSettings(defaultSettings, { table: null, name: 'joins', value: 'all' })
  t.equal(noisy.joins, 'all')
  t.equal(changeSettings(noisy, { table: null, name: 'joins', value: undefined }).joins, 'folded')
  const bound = changeSettings(noisy, { table: 'keys', name: 'f5', value: 'help' })
  t.same(changeSettings(bound, { table: 'keys', name: 'f5', value: undefined }).keys, {})
  t.same(defaultSettings.keys, {})
})

t.test('a list can be typed as it is shown, as a shell takes it, and with commas', async (t) => {
  const words = (text: string) => parseValue(settingOf('words')!, text)
  const command = (text: string) => parseValue(settingOf('notify_command')!, text)
  t.same(words('lyon, relay,"new york" \'it is\''), { value: ['lyon', 'relay', 'new york', 'it is'] })
  t.same(command('["/tmp/n.sh", "a b"]'), { value: ['/tmp/n.sh', 'a b'] })
  t.same(command('/tmp/n.sh --tags=a,b "say \\"x\\"" {body}'), {
    value: ['/tmp/n.sh', '--tags=a,b', 'say "x"', '{body}'],
  })
  t.same(words('[]'), { value: [] })
  for (const broken of ['["/tmp', '[1]', '"/tmp/n.sh', "it's"])
    t.match(command(broken), { wrong: /a list of texts, like/ }, broken)
})

t.test('whatever /set shows can be entered again and means the same', async (t) => {
  fc.assert(
    fc.property(fc.array(fc.string()), (value) => {
      const setting = settingOf('notify_command')!
      return JSON.stringify(parseValue(setting, formatValue(value))) === JSON.stringify({ value })
    }),
  )
  t.same(parseValue(settingOf('joins')!, formatValue('all')), { value: 'all' })
  t.same(parseValue(settingOf('time_format')!, '"HH:MM"'), { value: 'HH:MM' })
})
