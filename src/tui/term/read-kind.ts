/**
 * What one read of a terminal is by itself: nothing but reports of the terminal, one pressed key, or more than that. For
 * the time when it is doubtful whether a hand or a paste sends. Pure.
 */
import type { Key } from './key.js'
import { KeyParser } from './keys.js'

/** `line-end`: Enter, or a line end of a paste. */
export type ReadKind = 'report' | 'line-end' | 'key' | 'more'

export function readKind(read: Uint8Array): ReadKind {
  const parser = new KeyParser()
  const keys = [...parser.push(read), ...parser.flush()]
  const [first] = keys
  if (first !== undefined && keys.every(isReport)) return 'report'
  if (first === undefined || keys.length > 1) return 'more'
  if (first.kind === 'text') return [...first.text].length === 1 ? 'key' : 'more'
  if (first.kind !== 'key') return 'more'
  return first.name === 'enter' || (first.name === 'j' && first.ctrl) ? 'line-end' : 'key'
}

function isReport({ kind }: Key): boolean {
  return kind === 'focus' || kind === 'mouse' || kind === 'reply'
}
