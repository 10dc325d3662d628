/** Asks for the name of a new room, or for the link of one to join. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import type { OverlayOf, Prompt, State } from '../state/state.js'
import { blank, type Dialog, field, hint, type Inside, paragraph } from './dialog.js'

interface Words {
  readonly title: SafeText
  readonly ask: SafeText
  readonly explain: SafeText
  readonly busy: SafeText
}

const words: Readonly<Record<Prompt, Words>> = {
  create: {
    title: safe`Create a room`,
    ask: safe`What shall it be called?`,
    explain: safe`Only who gets its link from you or another member can find or read it.`,
    busy: safe`Creating the room…`,
  },
  join: {
    title: safe`Join a room`,
    ask: safe`Paste the link or key that you were given:`,
    explain: safe`Name and history come with the first member who is online.`,
    busy: safe`Joining…`,
  },
}

export function promptDialog(overlay: OverlayOf<'prompt'>, state: State, inside: Inside): Dialog {
  const text = words[overlay.prompt]
  const { line, x } = field(safe`${state.look.glyphs.prompt} `, overlay.editor, inside.cols)
  const ask = paragraph(text.ask, inside.cols)
  const said =
    overlay.problem === null
      ? paragraph(overlay.busy ? text.busy : text.explain, inside.cols, 'dim')
      : paragraph(overlay.problem, inside.cols, 'error')
  return {
    title: text.title,
    lines: [...ask, line, blank, ...said, blank, hint(safe`Enter ok   Esc cancel`)],
    cursor: { x, y: ask.length },
  }
}
