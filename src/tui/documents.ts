/** The documents about keys and choices, made from the tables that the screen runs on. A script writes them, a test compares. Pure. */
import { settingTable, tableHelp } from '../config/setting-table.js'
import { formatValue } from '../config/setting-value.js'
import { defaultSettings, type Settings, settingTables } from '../config/settings.js'
import { formatChords } from './state/chord-names.js'
import { commands } from './state/commands.js'
import { namesOf } from './state/find-command.js'
import type { KeyGroup } from './state/key-action.js'
import { actionsOfGroup } from './state/key-actions.js'
import { chordsOf } from './state/keymap.js'
import { themeRoles } from './style/theme.js'

const groups: Readonly<Record<KeyGroup, string>> = {
  rooms: 'Rooms',
  messages: 'Messages',
  picked: 'A picked message',
  input: 'The input line',
  edit: 'Every line that can be edited',
  dialog: 'Dialogs',
  anywhere: 'Anywhere',
}

/** docs/KEYS.md */
export function keysDocument(): string {
  const weechat: Settings = { ...defaultSettings, preset: 'weechat' }
  const sections = (Object.keys(groups) as KeyGroup[]).map((group) => {
    const rows = actionsOfGroup(group).map(({ name, help }) => {
      const keys = keysOf(defaultSettings, name)
      const others = keysOf(weechat, name)
      return `| ${keys} | ${others === keys ? '' : others} | \`${name}\` | ${cell(help)} |`
    })
    return `## ${groups[group]}\n\n| Keys | Preset weechat | Action | What it does |\n|---|---|---|---|\n${rows.join('\n')}\n`
  })
  return `# Keys

Every key is bound to a named action; \`/bind KEYS ACTION\` and \`/unbind KEYS\` change that at once and for good, \`/key\` lists what
holds now. A command can be bound as well: \`/bind F5 /names\`. A key may be a sequence (Ctrl-X Ctrl-S); N stands for any digit. The same key may do one thing in a dialog and
another in the room. Ctrl-I, Ctrl-M, Ctrl-H, Ctrl-[ and Ctrl-Space are other keys in most terminals and cannot be bound.

This file is made by \`node scripts/docs.mjs\`.

${sections.join('\n')}`
}

/** docs/CONFIG.md */
export function configDocument(): string {
  const settings = settingTable.map(({ name, type, help }) => {
    const choices =
      type.kind === 'choice' ? ` One of ${type.choices.map((choice) => `\`${choice}\``).join(', ')}.` : ''
    return `| \`${name}\` | \`${formatValue(defaultSettings[name])}\` | ${cell(help)}${choices} |`
  })
  const tables = settingTables.map((table) => {
    const { help, examples } = tableHelp[table]
    return `### [${table}]\n\n${help}\n\n\`\`\`toml\n[${table}]\n${examples.join('\n')}\n\`\`\`\n`
  })
  const commandRows = commands.map((command) => {
    const others = namesOf(command)
      .slice(1)
      .map((name) => ` \`/${name}\``)
    return `| \`${cell(command.usage)}\`${others.join('')} | ${cell(command.help)} | \`${cell(command.example)}\` |`
  })
  return `# Choices and commands

What you choose about the screen stands in \`config.toml\`: \`hocket config\` says where that is, \`hocket config init\` writes a commented
one, \`hocket config check\` tells every mistake with its line and column. A mistake never stops hocket: what cannot be used keeps
its default. \`/set NAME VALUE\` changes a setting at once and in the file, whose comments stay; \`/reload\` reads the file again.
\`--config FILE\` or \`HOCKET_CONFIG\` names another file.

This file is made by \`node scripts/docs.mjs\`.

## Settings

| Name | Default | What it does |
|---|---|---|
${settings.join('\n')}

## Tables

${tables.join('\n')}
The roles of \`[theme]\`: ${themeRoles.map((role) => `\`${role}\``).join(', ')}.

## Commands

A command that only reads may be shortened to a beginning that fits no other. An unknown command is never sent; \`//text\` sends
\`/text\`.

| Command | What it does | Example |
|---|---|---|
${commandRows.join('\n')}
`
}

function keysOf(settings: Settings, name: string): string {
  const ways = chordsOf(settings, name).map((chords) => cell(formatChords(chords)))
  return ways.length === 0 ? '' : ways.join(', ')
}

/** Text in a table of Markdown. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/[<>]/g, (sign) => `\\${sign}`)
}
