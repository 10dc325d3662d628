/** Commands about hocket itself: help, choices, keys, own commands, the end. Pure. */

import { settingOf, settingTable } from '../../config/setting-table.js'
import { formatValue, parseValue } from '../../config/setting-value.js'
import { nearestName } from '../../lib/nearest-name.js'
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import type { Action } from './action.js'
import { type Command, firstWord, tell } from './command.js'
import { findCommand } from './find-command.js'
import { openHelp, openNet } from './overlays.js'
import { parseChords } from './parse-chords.js'
import type { State } from './state.js'

const group = 'hocket'

export const hocketCommands: readonly Command[] = [
  {
    name: 'help',
    group,
    usage: safe`/help [command]`,
    help: safe`this help, or that of a command`,
    example: safe`/help bind`,
    arguments: ['command'],
    reads: true,
    run: runHelp,
  },
  {
    name: 'net',
    aliases: ['peers', 'sync', 'why'],
    group,
    usage: safe`/net`,
    help: safe`who is connected, and why nobody is`,
    example: safe`/net`,
    arguments: [],
    reads: true,
    run: () => [openNet()],
  },
  {
    name: 'set',
    group,
    usage: safe`/set [name [value]]`,
    help: safe`show or change a setting`,
    example: safe`/set joins all`,
    arguments: ['setting', 'value'],
    run: runSet,
  },
  {
    name: 'bind',
    group,
    usage: safe`/bind keys action|/command`,
    help: safe`give a key an action or a command`,
    example: safe`/bind F5 /names`,
    arguments: ['chord', 'action'],
    run: runBind,
  },
  {
    name: 'unbind',
    group,
    usage: safe`/unbind keys`,
    help: safe`take a key away`,
    example: safe`/unbind Ctrl-T`,
    arguments: ['chord'],
    run: runUnbind,
  },
  {
    name: 'key',
    aliases: ['keys'],
    group,
    usage: safe`/key [words]`,
    help: safe`every action and its keys, or those that fit`,
    example: safe`/key room`,
    arguments: ['action'],
    reads: true,
    run: (rest) => [openHelp('keys', rest)],
  },
  {
    name: 'alias',
    group,
    usage: safe`/alias [name [line]]`,
    help: safe`make a command of your own`,
    example: safe`/alias hi /me waves at $*`,
    arguments: ['alias', 'text'],
    run: runAlias,
  },
  {
    name: 'unalias',
    group,
    usage: safe`/unalias name`,
    help: safe`remove a command of your own`,
    example: safe`/unalias hi`,
    arguments: ['alias'],
    run: (rest, state) =>
      rest === ''
        ? safe`Write the name behind /unalias: /unalias hi. /alias lists yours.`
        : rest in state.settings.alias
          ? [{ type: 'aliasMade', name: rest, line: null }]
          : safe`You have no command /${sanitizeLine(rest, 24)}. /alias lists yours.`,
  },
  {
    name: 'reload',
    group,
    usage: safe`/reload`,
    help: safe`read the configuration file again`,
    example: safe`/reload`,
    arguments: [],
    run: () => [{ type: 'configAsked' }],
  },
  {
    name: 'quit',
    aliases: ['exit'],
    group,
    usage: safe`/quit`,
    help: safe`leave hocket`,
    example: safe`/quit`,
    arguments: [],
    run: () => [{ type: 'quitAsked', ask: 'when-only-here' }],
  },
]

function runHelp(rest: string, _: State, commands: readonly Command[]): readonly Action[] | SafeText {
  if (rest === '') return [openHelp('all')]
  const name = rest.replace(/^\//, '').toLowerCase()
  const command = findCommand(commands, name)
  if (command === undefined) return safe`There is no command /${sanitizeLine(name, 24)}. /help lists them.`
  return [tell(safe`${command.usage}: ${command.help}. For example: ${command.example}`)]
}

function runSet(rest: string, { settings }: State): readonly Action[] | SafeText {
  const [name, typed] = firstWord(rest.replace(/^(\S+)\s*=\s*/, '$1 '))
  if (name === '') return [openHelp('settings')]
  const setting = settingOf(name)
  if (setting === undefined) {
    const near =
      nearestName(
        name,
        settingTable.map((known) => known.name),
      ) ?? ''
    const hint = near === '' ? safe`/set lists them.` : safe`Perhaps you mean ${sanitizeLine(near)}.`
    return safe`There is no setting ${sanitizeLine(name, 24)}. ${hint}`
  }
  const now = sanitizeLine(formatValue(settings[setting.name]))
  const emptied = setting.type.kind === 'list' ? safe` [] empties it.` : safe``
  if (typed === '')
    return [tell(safe`${sanitizeLine(name)} is ${now}. ${sanitizeLine(setting.help)}${emptied}`)]
  const checked = parseValue(setting, typed)
  if ('wrong' in checked) return safe`${sanitizeLine(checked.wrong)}.`
  const told = safe`${sanitizeLine(name)} is ${sanitizeLine(formatValue(checked.value))} now.`
  return [{ type: 'settingChanged', change: { table: null, name: setting.name, value: checked.value }, told }]
}

/** The last word is the action, or a command with all that follows it; everything before it the keys. */
function runBind(
  rest: string,
  { settings }: State,
  commands: readonly Command[],
): readonly Action[] | SafeText {
  const found = /^(\S.*?)\s+(\/.+|\S+)$/.exec(rest.trim())
  const [, keys, name] = found ?? []
  if (keys === undefined || name === undefined)
    return safe`Write keys and an action or a command: /bind Ctrl-X Ctrl-S search, /bind F5 /names. /key lists the actions.`
  const command = /^\/(\S+)/.exec(name)?.[1]?.toLowerCase()
  const isThere =
    command === undefined || command in settings.alias || findCommand(commands, command) !== undefined
  if (!isThere)
    return safe`There is no command ${sanitizeLine(`/${command}`, 24)}: nothing was bound. /help lists them.`
  return [{ type: 'keyBound', keys, name }]
}

function runUnbind(rest: string): readonly Action[] | SafeText {
  if (rest === '') return safe`Write the keys behind /unbind: /unbind Ctrl-T.`
  const parsed = parseChords(rest)
  return 'wrong' in parsed ? safe`${parsed.wrong}.` : [{ type: 'keyBound', keys: parsed.chords, name: '' }]
}

function runAlias(
  rest: string,
  { settings }: State,
  commands: readonly Command[],
): readonly Action[] | SafeText {
  const [typed, line] = firstWord(rest)
  const name = typed.replace(/^\//, '').toLowerCase()
  if (name === '') return [openHelp('aliases')]
  const known = settings.alias[name]
  if (line === '' && known !== undefined)
    return [tell(safe`/${sanitizeLine(name)} is ${sanitizeLine(known)}`)]
  if (line === '') return safe`Write the line behind the name: /alias hi /me waves at $*`
  if (findCommand(commands, name)?.name === name)
    return safe`/${sanitizeLine(name, 24)} is a command of hocket: choose another name.`
  return [{ type: 'aliasMade', name, line }]
}
