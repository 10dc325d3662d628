/** What stands before the text in the input line: who writes, or the keys whose continuation is waited for. */
import { type SafeText, safe } from '../../text/sanitize.js'
import { textWidth, truncate } from '../../text/width.js'
import { formatChords } from './chord-names.js'
import type { State } from './state.js'

const longestNick = 12

export function promptText(state: State): SafeText {
  if (state.pending !== null) return safe`[${formatChords(state.pending)} …] `
  const nick = state.me?.nick ?? state.me?.tag
  return nick === undefined ? safe`› ` : safe`[${truncate(nick, longestNick)}] `
}

export function promptWidth(state: State): number {
  return textWidth(promptText(state))
}
