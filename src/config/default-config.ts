/** The commented file that is written for a person who has none: every setting with its help and its default. Pure. */
import { settingTable, tableHelp } from './setting-table.js'
import { formatValue } from './setting-value.js'
import { defaultSettings, settingTables } from './settings.js'

/** Everything in it is a comment, but for the headers of the tables: it changes nothing until a line is freed. */
export function defaultConfig(): string {
  const settings = settingTable.map(({ name, type, help }) => {
    const choices = type.kind === 'choice' ? `\n# One of: ${type.choices.map(formatValue).join(', ')}.` : ''
    return `# ${help}${choices}\n# ${name} = ${formatValue(defaultSettings[name])}\n`
  })
  const tables = settingTables.map((table) => {
    const examples = tableHelp[table].examples.map((example) => `# ${example}\n`).join('')
    return `[${table}]\n# ${tableHelp[table].help}\n${examples}`
  })
  return `# How the screen of hocket looks and what its keys do. Lines with # in front are what is so anyway.\n\n${[...settings, ...tables].join('\n')}`
}
