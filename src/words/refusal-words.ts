/**
 * Why a peer was refused or dropped, in words: the engine counts short reasons, people read sentences. A reason that has
 * no words here is shown as it is. Pure.
 */
import { type SafeText, safe, sanitizeLine } from '../text/sanitize.js'

const words: Readonly<Record<string, SafeText>> = {
  'cool-down': safe`broke the rules before and has to wait`,
  full: safe`no place left for more connections`,
  unproven: safe`too many who had not proven a room yet`,
  address: safe`too many from one address`,
  identity: safe`too many of one person`,
  replaced: safe`a newer connection of the same device`,
  'bad proof': safe`could not prove the keys of the room`,
  'no proof in time': safe`did not prove a room in time`,
  'bad genesis': safe`gave a false beginning of the room`,
  'bad card': safe`gave a false card of a member`,
  'invalid proofs': safe`gave blocks that do not fit their log`,
  'too many greetings': safe`greeted too often`,
  'more than a peer may send': safe`sent more than a peer may`,
  'no room in common': safe`shares no room with us`,
  'no greeting in time': safe`did not greet in time`,
}

/** "could not prove the keys of the room", or the reason itself. */
export function refusalWords(reason: string): SafeText {
  const known = Object.hasOwn(words, reason) ? words[reason] : undefined
  if (known !== undefined) return known
  if (reason.startsWith('guard: '))
    return safe`sent a message that no honest peer sends (${line(reason.slice(7))})`
  return line(reason)
}

function line(reason: string): SafeText {
  return sanitizeLine(reason, 60)
}
