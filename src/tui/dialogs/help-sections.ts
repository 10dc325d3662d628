/** What the help says, in sections: made from the commands, the keys that are bound now and the settings. Pure. */

import { settingTable } from '../../config/setting-table.js'
import { formatText, formatValue } from '../../config/setting-value.js'
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import { formatChords, formatWays } from '../state/chord-names.js'
import type { CommandGroup } from '../state/command.js'
import { commands } from '../state/commands.js'
import type { KeyGroup } from '../state/key-action.js'
import { actionsOfGroup } from '../state/key-actions.js'
import { helpRows } from '../state/key-help.js'
import { chordsOf } from '../state/keymap.js'
import { parseChords } from '../state/parse-chords.js'
import type { OverlayOf, State } from '../state/state.js'

export interface HelpSection {
  readonly title: SafeText
  readonly rows: readonly { readonly left: SafeText; readonly right: SafeText }[]
}

export function helpSections(about: OverlayOf<'help'>['about'], state: State): readonly HelpSection[] {
  switch (about) {
    case 'all':
      return [...keySections(state), ...ownKeySection(state), ...commandSections(), signSection(state)]
    case 'keys':
      return [...ownKeySection(state), ...actionSections(state)]
    case 'settings':
      return [settingSection(state)]
    case 'aliases':
      return [aliasSection(state)]
  }
}

const keyTitles: readonly (readonly [SafeText, readonly KeyGroup[]])[] = [
  [safe`ROOMS`, ['rooms']],
  [safe`INPUT LINE`, ['input', 'edit']],
  [safe`MESSAGES`, ['messages']],
  [safe`A PICKED MESSAGE`, ['picked']],
  [safe`ANYWHERE`, ['anywhere']],
]

function keySections({ settings }: State): readonly HelpSection[] {
  return keyTitles.map(([title, groups]) => ({
    title,
    rows: helpRows(settings, groups).map(({ keys, does }) => ({ left: keys, right: does })),
  }))
}

/** The keys that commands are bound to. */
function ownKeySection({ settings }: State): readonly HelpSection[] {
  const rows = Object.entries(settings.keys).flatMap(([keys, line]) => {
    const parsed = parseChords(keys)
    return line.startsWith('/') && 'chords' in parsed
      ? [{ left: formatChords(parsed.chords), right: sanitizeLine(line) }]
      : []
  })
  return rows.length === 0 ? [] : [{ title: safe`YOUR KEYS`, rows }]
}

const commandTitles: Readonly<Record<CommandGroup, SafeText>> = {
  rooms: safe`COMMANDS FOR ROOMS`,
  messages: safe`COMMANDS FOR MESSAGES`,
  people: safe`COMMANDS FOR PEOPLE`,
  hocket: safe`COMMANDS FOR HOCKET`,
}

function commandSections(): readonly HelpSection[] {
  const groups = Object.keys(commandTitles) as CommandGroup[]
  return groups.map((group) => ({
    title: commandTitles[group],
    rows: commands
      .filter((command) => command.group === group)
      .map(({ usage, help }) => ({ left: usage, right: help })),
  }))
}

function signSection({ look: { glyphs } }: State): HelpSection {
  const rows = [
    { left: glyphs.waiting, right: safe`waits for a first member` },
    { left: glyphs.stored, right: safe`stored on this machine only` },
    { left: glyphs.held, right: safe`another member holds it too` },
  ]
  return { title: safe`YOUR MESSAGES`, rows }
}

const actionTitles: Readonly<Record<KeyGroup, SafeText>> = {
  rooms: safe`ROOMS`,
  messages: safe`MESSAGES`,
  picked: safe`A PICKED MESSAGE`,
  input: safe`INPUT LINE`,
  edit: safe`EVERY LINE`,
  dialog: safe`DIALOGS`,
  anywhere: safe`ANYWHERE`,
}

/** Every action by its name, also those that no key leads to. */
function actionSections({ settings }: State): readonly HelpSection[] {
  const groups = Object.keys(actionTitles) as KeyGroup[]
  return groups.map((group) => ({
    title: actionTitles[group],
    rows: actionsOfGroup(group).map(({ name, help }) => {
      const ways = chordsOf(settings, name)
      const keys = ways.length === 0 ? safe`no key` : formatWays(ways)
      return { left: sanitizeLine(name), right: safe`${keys}: ${help}` }
    }),
  }))
}

function settingSection({ settings }: State): HelpSection {
  const rows = settingTable.map(({ name, help }) => ({
    left: sanitizeLine(name),
    right: sanitizeLine(`${formatValue(settings[name])}. ${help}`),
  }))
  return { title: safe`SETTINGS`, rows }
}

function aliasSection({ settings }: State): HelpSection {
  const rows = Object.entries(settings.alias).map(([name, line]) => ({
    left: sanitizeLine(`/${name}`),
    right: sanitizeLine(formatText(line)),
  }))
  const none = { left: safe`none yet`, right: safe`/alias hi /me waves at $* makes one` }
  return { title: safe`YOUR COMMANDS`, rows: rows.length === 0 ? [none] : rows }
}
