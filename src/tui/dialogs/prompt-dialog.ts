/** Asks for the name of a new room, for the link of one to join, or for recovery words. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import { amount } from '../../words/span-words.js'
import type { OverlayOf, Prompt, State } from '../state/state.js'
import type { Line } from '../style/theme.js'
import { blank, type Dialog, field, hint, type Inside, paragraph } from './dialog.js'
import { linkLines } from './link-lines.js'

interface Words {
  readonly title: SafeText
  readonly ask: SafeText
  readonly busy: SafeText
}

const words: Readonly<Record<Prompt, Words>> = {
  create: {
    title: safe`Create a room`,
    ask: safe`What shall it be called?`,
    busy: safe`Creating the room…`,
  },
  join: {
    title: safe`Join a room`,
    ask: safe`Paste the link or key that you were given:`,
    busy: safe`Joining…`,
  },
  restore: {
    title: safe`Restore your identity`,
    ask: safe`The 24 recovery words, in their order, with spaces between:`,
    busy: safe`Restoring…`,
  },
}

const explained: Readonly<Record<'create' | 'restore', SafeText>> = {
  create: safe`Only who gets its link from you or another member can find or read it.`,
  restore: safe`You get your key back, on a new device. Rooms come back with their links, and what you wrote in them with the other members.`,
}

export function promptDialog(overlay: OverlayOf<'prompt'>, state: State, inside: Inside): Dialog {
  const text = words[overlay.prompt]
  const { line, x } = field(safe`${state.look.glyphs.prompt} `, overlay.editor, inside.cols)
  const ask = paragraph(text.ask, inside.cols)
  const said = answer(overlay, state, inside.cols)
  return {
    title: text.title,
    lines: [...ask, line, blank, ...said, blank, hint(safe`Enter ok   Esc cancel`)],
    cursor: { x, y: ask.length },
  }
}

/** Why it cannot be, or what will be. */
function answer(overlay: OverlayOf<'prompt'>, state: State, cols: number): readonly Line[] {
  const { problem, busy, prompt } = overlay
  if (problem !== null) return paragraph(problem, cols, 'error')
  if (busy) return paragraph(words[prompt].busy, cols, 'dim')
  if (prompt === 'join') return linkLines(overlay, state, cols)
  const counted = prompt === 'restore' ? countedWords(overlay.editor.text) : []
  return [...counted, ...paragraph(explained[prompt], cols, 'dim')]
}

function countedWords(typed: string): readonly Line[] {
  const count = typed.match(/\S+/g)?.length ?? 0
  return count === 0 ? [] : [hint(safe`${amount(count, safe`word`)} of 24 so far.`)]
}
