/** What can stand for the last word of a line: a command, a room, or somebody in the room. Pure. */
import { commands } from '../state/commands.js'
import { selectScreen } from '../state/selectors.js'
import type { State } from '../state/state.js'
import { ownCommands } from './say-commands.js'

/** The candidates, and the word that they stand for. */
export function completeLine(
  state: State,
  line: string,
): readonly [candidates: readonly string[], word: string] {
  const word = /\S*$/.exec(line)?.[0] ?? ''
  const isFirst = word === line
  if (word === '') return [[], word]
  return [candidates(state, { word, isFirst }), word]
}

function candidates(
  state: State,
  { word, isFirst }: { readonly word: string; readonly isFirst: boolean },
): string[] {
  if (isFirst && word.startsWith('/')) {
    const names = [...commands, ...ownCommands].map(({ name }) => `/${name}`)
    return [...new Set(names)].filter((name) => name.startsWith(word.toLowerCase())).map((name) => `${name} `)
  }
  if (word.startsWith('#'))
    return (state.rooms ?? [])
      .map(({ label }) => `${label} `)
      .filter((label) => label.toLowerCase().startsWith(word.toLowerCase()))
  const at = word.startsWith('@') ? '@' : ''
  const wanted = word.slice(at.length).toLowerCase()
  return selectScreen(state)
    .members.filter(({ me, nick }) => !me && nick.toLowerCase().startsWith(wanted))
    .map(({ nick }) => `${at}${nick}${isFirst ? ': ' : ' '}`)
}
