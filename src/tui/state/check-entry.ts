/** What only the screen knows about a configuration file: which keys, actions, roles and styles there are. Pure. */
import type { EntryCheck } from '../../config/read-config.js'
import type { SettingTable } from '../../config/settings.js'
import { nearestName } from '../../lib/nearest-name.js'
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import { parseStyle } from '../style/style-codes.js'
import { themeRoles } from '../style/theme.js'
import { scopeOf } from './key-action.js'
import { keyActions } from './key-actions.js'
import { parseChords } from './parse-chords.js'

/** For readConfig. */
export const checkEntry: EntryCheck = (table, name, value) => {
  const wrong = checks[table](name, value)
  return wrong === undefined ? undefined : { text: wrong, level: 'error' }
}

const checks: Readonly<Record<SettingTable, (name: string, value: string) => SafeText | undefined>> = {
  keys: checkKey,
  theme: checkRole,
  alias: checkAlias,
}

/** Why `chords` cannot be bound to an action, without a full stop; undefined when they can. */
export function checkKey(chords: string, name: string): SafeText | undefined {
  const parsed = parseChords(chords)
  if ('wrong' in parsed) return parsed.wrong
  if (name === '') return undefined
  const action = keyActions.get(name)
  const isCommand = /^\/[^\s/]/.test(name) // which ones there are, also one's own, is known when the key is pressed
  if (action === undefined && !isCommand)
    return unknownName(safe`there is no action`, name, keyActions.keys())
  const scope = action === undefined ? 'main' : scopeOf[action.group]
  const isLetter = [...(parsed.chords.split(' ')[0] ?? '')].length === 1
  if (isLetter && scope !== 'dialog' && scope !== 'picked')
    return safe`a letter alone is text: hold Ctrl or Alt with it`
  return undefined
}

/** Why a role cannot have a style. */
export function checkRole(role: string, style: string): SafeText | undefined {
  if (!themeRoles.includes(role)) return unknownName(safe`there is no role`, role, themeRoles)
  const parsed = parseStyle(style)
  if (!('wrong' in parsed)) return undefined
  return safe`"${sanitizeLine(parsed.wrong, 24)}" is no colour and no attribute: write "bold red", "white on #303060" or 208`
}

/** Why a name cannot be a command of one's own. */
export function checkAlias(name: string, line: string): SafeText | undefined {
  if (!/^[\p{L}\p{N}_-]+$/u.test(name)) return safe`the name of an alias is made of letters, digits, - and _`
  return line.trim() === '' ? safe`an alias stands for a line: it must not be empty` : undefined
}

function unknownName(what: SafeText, name: string, known: Iterable<string>): SafeText {
  const near = nearestName(name, known)
  const hint = near === undefined ? safe`` : safe`; perhaps "${sanitizeLine(near)}" is meant`
  return safe`${what} "${sanitizeLine(name, 32)}"${hint}`
}
