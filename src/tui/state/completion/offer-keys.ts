/** Keys, and the actions that they can be bound to, as candidates. Pure. */
import { safe, sanitizeLine } from '../../../text/sanitize.js'
import { formatChords } from '../chord-names.js'
import { keyActions } from '../key-actions.js'
import { keymapOf } from '../keymap.js'
import type { State } from '../state.js'
import type { Candidate } from './candidate.js'

const letters = [...'abcdefghijklmnopqrstuvwxyz']
const functionKeys = Array.from({ length: 12 }, (_, index) => `f${index + 1}`)
/** What terminals send for another key. */
const taken = new Set(['C-h', 'C-i', 'C-m'])
const bindable = [
  ...letters.map((letter) => `C-${letter}`).filter((chord) => !taken.has(chord)),
  ...letters.map((letter) => `M-${letter}`),
  ...functionKeys,
]

/** Names that begin so come before those that hold it. */
export function offerActions(typed: string): readonly Candidate[] {
  const sought = typed.toLowerCase()
  const actions = [...keyActions.values()]
  const first = actions.filter(({ name }) => name.startsWith(sought))
  const others = actions.filter(({ name }) => !name.startsWith(sought) && name.includes(sought))
  return [...first, ...others].map(({ name, help }) => ({
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
