/** `hocket config`: where the file of one's choices about the screen is, whether it is right, and a commented one to begin with. */
import { defaultConfig } from '../../config/default-config.js'
import type { ConfigProblem, ReadConfig } from '../../config/read-config.js'
import { settingTable } from '../../config/setting-table.js'
import { formatText, formatValue } from '../../config/setting-value.js'
import { type Settings, settingTables } from '../../config/settings.js'
import { HocketError } from '../../errors.js'
import { sanitize, sanitizeLine } from '../../text/sanitize.js'
import type { CommandSpec } from '../command.js'
import { ConfigFile } from '../config-file.js'
import type { Context } from '../context.js'

export const configCommand: CommandSpec = {
  usage: 'config [what]',
  summary: 'where your choices about the screen are, and whether they are right',
  details: `Without a word, or with "path": the place of the file. "check": every mistake with its line and column; exit code 1
when something in it cannot be used. "show": what holds now. "init": writes a commented file that changes nothing yet;
never over one that is there.`,
  examples: [
    'hocket config',
    'hocket config init',
    'hocket config check',
    'hocket --config ./mine.toml config show',
  ],
  async run(context, [what = 'path']) {
    const run = actions[what]
    if (run === undefined)
      throw new HocketError('USAGE', `"hocket config ${what}" is unknown: write path, check, show or init.`)
    return await run(context, new ConfigFile(context.globals.configFile))
  },
}

type Run = (context: Context, file: ConfigFile) => Promise<number | undefined>

const actions: Readonly<Record<string, Run | undefined>> = { path: tellPath, check, show, init }

async function tellPath({ out }: Context, file: ConfigFile): Promise<undefined> {
  const exists = (await file.readIfAny()) !== undefined
  out.result({ path: file.path, exists }, sanitizeLine(file.path))
  if (!exists && !out.json) out.note('There is no such file yet; "hocket config init" writes one.')
}

async function check({ out }: Context, file: ConfigFile): Promise<number> {
  const { problems } = await load(file)
  const isWrong = problems.some((problem) => problem.level === 'error')
  if (out.json) out.fact({ path: file.path, problems })
  else if (problems.length === 0) out.line(sanitizeLine(`${file.path}: nothing is wrong.`))
  else for (const problem of problems) out.line(sanitizeLine(`${file.path}:${formatProblem(problem)}`))
  return isWrong ? 1 : 0
}

async function show({ out }: Context, file: ConfigFile): Promise<undefined> {
  const { settings, problems } = await load(file)
  out.result(settings, sanitize(formatSettings(settings)))
  for (const problem of problems) out.note(`${file.path}:${formatProblem(problem)}`)
}

async function init({ out }: Context, file: ConfigFile): Promise<undefined> {
  if ((await file.readIfAny()) !== undefined)
    throw new HocketError('NOT_WRITABLE', `${file.path} is there already: it stays as it is.`)
  await file.write(defaultConfig())
  out.result(
    { path: file.path, written: true },
    sanitizeLine(`Wrote ${file.path}: free the lines that you want to change.`),
  )
}

async function load(file: ConfigFile): Promise<ReadConfig> {
  const { checkConfig } = await import('../../tui/check-config.js')
  return checkConfig(await file.read())
}

function formatProblem({ line, column, level, text }: ConfigProblem): string {
  const used = level === 'error' ? ' (not used)' : ''
  return `${line}:${column}: ${level}: ${text}${used}`
}

function formatSettings(settings: Settings): string {
  const lines = settingTable.map(({ name }) => `${name} = ${formatValue(settings[name])}`)
  const tables = settingTables.flatMap((table) => {
    const entries = Object.entries(settings[table])
    return ['', `[${table}]`, ...entries.map(([name, value]) => `${formatText(name)} = ${formatText(value)}`)]
  })
  return [...lines, ...tables].join('\n')
}
