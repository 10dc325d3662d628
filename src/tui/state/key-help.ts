/** The keys as rows of the help: one for an action, or for two that belong together. Made from what is bound now. Pure. */
import type { Settings } from '../../config/settings.js'
import { type SafeText, safe } from '../../text/sanitize.js'
import { formatChords } from './chord-names.js'
import type { KeyAction, KeyGroup } from './key-action.js'
import { actionsOfGroup, keyActions } from './key-actions.js'
import { chordsOf } from './keymap.js'

export interface HelpRow {
  readonly keys: SafeText
  readonly does: SafeText
}

/** The rows of some groups; actions that no key leads to are left out. */
export function helpRows(settings: Settings, groups: readonly KeyGroup[]): readonly HelpRow[] {
  const actions = groups.flatMap(actionsOfGroup)
  const secondOfPair = new Set(actions.map((action) => action.pair?.name))
  const isRoomNumber = (action: KeyAction) => /^room-[2-9]$/.test(action.name) // between the two of a pair
  return actions
    .filter((action) => !secondOfPair.has(action.name) && !isRoomNumber(action))
    .flatMap((action) => rowsOf(settings, action))
}

function rowsOf(settings: Settings, action: KeyAction): readonly HelpRow[] {
  const partner = action.pair === undefined ? undefined : keyActions.get(action.pair.name)
  const first = firstKey(settings, action)
  const second = partner === undefined ? undefined : firstKey(settings, partner)
  if (first !== undefined && second !== undefined)
    return [{ keys: safe`${first} ${second}`, does: action.pair?.does ?? action.help }]
  const [keys, does] = first === undefined ? [second, partner?.help] : [first, action.help]
  return keys === undefined || does === undefined ? [] : [{ keys, does }]
}

/** The first key that leads to the action called `name`, as it is written for people. */
export function keyOf(settings: Settings, name: string): SafeText | undefined {
  const action = keyActions.get(name)
  return action === undefined ? undefined : firstKey(settings, action)
}

function firstKey(settings: Settings, action: KeyAction): SafeText | undefined {
  const chords = chordsOf(settings, action.name)[0]
  return chords === undefined ? undefined : formatChords(chords)
}
