/**
 * Nicks for the message being written: of those who addressed us, then of those who spoke last, then of the other members.
 * A chosen nick names its person by key, so that two people with one nick stay apart. Pure.
 */
import { type SafeText, safe } from '../../../text/sanitize.js'
import type { PersonModel } from '../models.js'
import { selectScreen } from '../selectors.js'
import type { State } from '../state.js'
import type { Candidate } from './candidate.js'
import { beginsWith } from './matches.js'

/** How a nick is written into the line. */
export type NickForm = 'address' | 'mention' | 'bare'

export function offerNicks(state: State, typed: string, form: NickForm): readonly Candidate[] {
  const name = typed.startsWith('@') ? typed.slice(1) : typed
  return peopleByCloseness(state)
    .filter(({ person }) => beginsWith(person.name, name))
    .map(({ person, note }) => candidate(person, note, form))
}

interface Known {
  readonly person: PersonModel
  readonly note: SafeText
}

function peopleByCloseness(state: State): readonly Known[] {
  const { window, members } = selectScreen(state)
  const mine = state.me?.author
  const spoken = (window?.messages ?? []).filter(({ kind }) => kind === 'text' || kind === 'action').reverse()
  const people = new Map<string, Known>()
  const add = (person: PersonModel, note: SafeText) => {
    if (person.author !== mine && !people.has(person.author)) people.set(person.author, { person, note })
  }
  for (const { person, mention } of spoken) if (mention) add(person, safe`addressed you`)
  for (const { person } of spoken) add(person, safe``)
  for (const member of [...members].sort(byName)) add(member, safe``)
  return [...people.values()]
}

function byName(one: PersonModel, other: PersonModel): number {
  return one.name.localeCompare(other.name)
}

function candidate(person: PersonModel, note: SafeText, form: NickForm): Candidate {
  const label = person.nick
  if (form === 'bare') return { text: `${person.name} `, label, note }
  const text = form === 'address' ? person.name : `@${person.name}`
  const mention = { author: person.author, length: text.length }
  return { text: form === 'address' ? `${text}: ` : `${text} `, label, note, mention }
}
