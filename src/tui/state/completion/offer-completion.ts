/**
 * What Tab offers at the cursor: commands, then what their template says; in a message rooms behind #, emoji behind a colon,
 * else nicks. Paths cannot be told from the state: whoever can read folders asks for them here and offers them itself. Pure.
 */
import { settingOf, settingTable } from '../../../config/setting-table.js'
import { commands } from '../commands.js'
import { selectInput } from '../selectors.js'
import type { State } from '../state.js'
import type { ArgumentKind } from './argument-kind.js'
import type { Candidate, Offer } from './candidate.js'
import { offerActions, offerChords } from './offer-keys.js'
import { offerCommandNames, offerCommands, offerEmoji, offerRooms, offerWords } from './offer-names.js'
import { offerNicks } from './offer-nicks.js'

/** The part of a path that stands before the cursor. */
export interface PathWanted {
  readonly start: number
  readonly typed: string
}

/** What holds for all words that follow. */
const lasting: ReadonlySet<ArgumentKind> = new Set(['text', 'file', 'chord', 'action'])

/** The word that ends at the cursor, and what of its command stands before it. */
interface Word {
  readonly start: number
  readonly typed: string
  readonly kind: ArgumentKind | 'name'
}

/** undefined: there is nothing to offer. */
export function offerCompletion(state: State): Offer | undefined {
  const word = wordAt(state)
  if (word === undefined || word.kind === 'file') return undefined
  const candidates = candidatesFor(state, word)
  return candidates.length === 0 ? undefined : { start: word.start, candidates }
}

/** The path that is being written, where a command wants one. */
export function pathWanted(state: State): PathWanted | undefined {
  const word = wordAt(state)
  return word?.kind === 'file' ? { start: word.start, typed: word.typed } : undefined
}

function candidatesFor(state: State, { start, typed, kind }: Word): readonly Candidate[] {
  if (typeof kind !== 'string') return offerWords(kind, typed)
  switch (kind) {
    case 'name':
      return offerCommands(typed)
    case 'command':
      return offerCommandNames(typed)
    case 'setting':
      return offerWords(
        settingTable.map(({ name }) => name),
        typed,
      )
    case 'value':
      return offerWords(valuesOfSetting(state), typed)
    case 'alias':
      return offerWords(Object.keys(state.settings.alias), typed)
    case 'room':
      return offerRooms(state, typed)
    case 'nick':
      return offerNicks(state, typed, 'bare')
    case 'text':
      return offerInText(state, start, typed)
    case 'chord':
      return offerChords(state, typed)
    case 'action':
      if (typed.startsWith('/')) return offerCommands(typed)
      return [...offerActions(typed), ...offerChords(state, typed)]
    case 'file':
      return []
  }
}

/** What the setting can be that stands behind the name of the command. */
function valuesOfSetting(state: State): readonly string[] {
  const name = /^\/\S+\s+(\S+)/.exec(selectInput(state).editor.text)?.[1] ?? ''
  const type = settingOf(name)?.type
  if (type?.kind === 'flag') return ['on', 'off']
  return type?.kind === 'choice' ? type.choices : []
}

function offerInText(state: State, start: number, typed: string): readonly Candidate[] {
  if (typed.startsWith('#')) return offerRooms(state, typed)
  if (/^:[a-z0-9_+-]{2,}$/i.test(typed)) return offerEmoji(typed, state.look.glyphs)
  return offerNicks(state, typed, start === 0 && !typed.startsWith('@') ? 'address' : 'mention')
}

function wordAt(state: State): Word | undefined {
  const { text, cursor } = selectInput(state).editor
  const before = text.slice(0, cursor)
  const word = /\S*$/u.exec(before)?.[0] ?? ''
  const start = cursor - word.length
  const isCommand = before.startsWith('/') && !before.startsWith('//') && !text.includes('\n')
  if (!isCommand) return { start, typed: word, kind: 'text' }
  if (start === 0) return { start, typed: word, kind: 'name' }
  return argumentAt(before, word)
}

function argumentAt(before: string, word: string): Word | undefined {
  const [, name = '', space = ''] = /^\/(\S*)(\s+)/.exec(before) ?? []
  const kinds = commands.find((command) => command.name === name.toLowerCase())?.arguments ?? []
  const first = 1 + name.length + space.length
  const index = before.slice(first).split(/\s+/).length - 1
  const last = kinds.at(-1)
  const kind = kinds[index] ?? (last !== undefined && lasting.has(last) ? last : undefined)
  if (kind === undefined) return undefined
  if (kind !== 'file') return { start: before.length - word.length, typed: word, kind }
  const start = before.length - restFrom(before.slice(first), kinds.indexOf('file')).length
  return { start, typed: before.slice(start), kind }
}

/** What follows after `count` words: a path may hold spaces. */
function restFrom(text: string, count: number): string {
  let rest = text
  for (let index = 0; index < count; index += 1) rest = rest.replace(/^\S+\s+/, '')
  return rest
}
