/** Keys, and the actions that they can be bound to, as candidates. Pure. */
import { safe, sanitizeLine } from '../../../text/sanitize.js'
import { formatChords } from '../chord-names.js'
import { keyActions } from '../key-actions.js'
import { keymapOf } from '../keymap.js'
import { canBeBound } from '../parse-chords.js'
import type { State } from '../state.js'
import type { Candidate } from './candidate.js'
import { beginningFirst } from './matches.js'

const letters = [...'abcdefghijklmnopqrstuvwxyz']
const functionKeys = Array.from({ length: 12 }, (_, index) => `f${index + 1}`)
const bindable = [
  ...letters.map((letter) => `C-${letter}`).filter(canBeBound),
  ...letters.map((letter) => `M-${letter}`),
  ...functionKeys,
]

export function offerActions(typed: string): readonly Candidate[] {
  return beginningFirst([...keyActions.values()], typed, ({ name }) => name).map(({ name, help }) => ({
    text: `${name} `,
    label: sanitizeLine(name),
    note: help,
  }))
}

/** Keys as people write them, and what they do now: an empty note is a free key. */
export function offerChords(state: State, typed: string): readonly Candidate[] {
  const { bound, prefixes } = keymapOf(state.settings)
  const sought = typed.toLowerCase()
  return bindable.flatMap((chord) => {
    const label = formatChords(chord)
    if (!label.toLowerCase().startsWith(sought) && !chord.toLowerCase().startsWith(sought)) return []
    const actions = bound.get(chord) ?? []
    const action = actions.find(({ group }) => group !== 'dialog') ?? actions[0]
    const begins = prefixes.has(chord) ? safe`begins other keys` : safe``
    return [{ text: `${label} `, label, note: action?.help ?? begins }]
  })
}
