/**
 * What stands before the text in the input line: who writes, what is searched for among what was entered, or
 * the keys whose continuation is waited for.
 */
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import { textWidth, truncate } from '../../text/width.js'
import { formatChords } from './chord-names.js'
import type { HistorySearch } from './history-search.js'
import { selectInput } from './selectors.js'
import type { State } from './state.js'

const longestNick = 12
const longestQuery = 20

export function promptText(state: State): SafeText {
  if (state.pending !== null) return safe`[${formatChords(state.pending)} …] `
  const { search } = selectInput(state)
  if (search !== null) return searchPrompt(search)
  const nick = state.me?.nick ?? state.me?.tag
  return nick === undefined ? safe`${state.look.glyphs.prompt} ` : safe`[${truncate(nick, longestNick)}] `
}

function searchPrompt({ query, at }: HistorySearch): SafeText {
  const sought = query === '' ? safe`` : truncate(sanitizeLine(query), longestQuery)
  return query !== '' && at === undefined ? safe`nothing with “${sought}”: ` : safe`search “${sought}”: `
}

export function promptWidth(state: State): number {
  return textWidth(promptText(state))
}

/** Cells of a row of what is written, beside the prompt. */
export function writingCols(state: State): number {
  return Math.max(2, state.size.cols - promptWidth(state))
}
