/**
 * Where a motion in a text leads, as offsets. Every offset given and returned stands between graphemes. Knows nothing of
 * what is done there. Pure.
 */
import { graphemes } from '../../text/graphemes.js'

export type Motion =
  | 'left'
  | 'right'
  | 'wordLeft'
  | 'wordRight'
  | 'lineStart'
  | 'lineEnd'
  | 'textStart'
  | 'textEnd'

export interface Place {
  readonly text: string
  /** Offset in UTF-16 units, on a grapheme boundary. */
  readonly cursor: number
}

const letter = /^[\p{L}\p{N}\p{M}_]/u
/** What Ctrl-W of the shells takes for a word. */
export const notBlank = /^\S/u

export function target({ text, cursor }: Place, motion: Motion): number {
  switch (motion) {
    case 'left':
      return previous(text, cursor)
    case 'right':
      return next(text, cursor)
    case 'wordLeft':
      return wordLeft(text, cursor)
    case 'wordRight':
      return wordRight(text, cursor)
    case 'lineStart':
      return lineStart(text, cursor)
    case 'lineEnd':
      return lineEnd(text, cursor)
    case 'textStart':
      return 0
    case 'textEnd':
      return text.length
  }
}

export function previous(text: string, offset: number): number {
  return offset - (graphemes(text.slice(0, offset)).at(-1)?.length ?? 0)
}

export function next(text: string, offset: number): number {
  return offset + (graphemes(text.slice(offset)).at(0)?.length ?? 0)
}

export function wordLeft(text: string, offset: number, inWord = letter): number {
  const before = graphemes(text.slice(0, offset))
  let index = before.length
  while (index > 0 && !inWord.test(before[index - 1] ?? '')) index -= 1
  while (index > 0 && inWord.test(before[index - 1] ?? '')) index -= 1
  return before.slice(0, index).join('').length
}

/** The first boundary at or after `offset`: an insertion may have joined what stood on its two sides. */
export function boundaryAt(text: string, offset: number): number {
  let boundary = 0
  for (const grapheme of graphemes(text)) {
    if (boundary >= offset) break
    boundary += grapheme.length
  }
  return boundary
}

function wordRight(text: string, offset: number): number {
  const after = graphemes(text.slice(offset))
  let index = 0
  while (index < after.length && !letter.test(after[index] ?? '')) index += 1
  while (index < after.length && letter.test(after[index] ?? '')) index += 1
  return offset + after.slice(0, index).join('').length
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end
}
