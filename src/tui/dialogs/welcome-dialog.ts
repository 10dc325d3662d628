/** The first start: a nickname, and what to do first. Pure. */
import { safe } from '../../text/sanitize.js'
import type { welcomeChoices } from '../state/overlays.js'
import type { OverlayOf, State } from '../state/state.js'
import { cutLine, span } from '../style/line.js'
import type { Line } from '../style/theme.js'
import { blank, type Dialog, field, hint, type Inside, paragraph } from './dialog.js'

const choiceTexts: Readonly<Record<(typeof welcomeChoices)[number], ReturnType<typeof safe>>> = {
  create: safe`Create a room`,
  join: safe`Join a room with a link or key`,
  demo: safe`Try the demo room: made-up members on this machine`,
  restore: safe`Restore your identity from its 24 recovery words`,
}

export function welcomeDialog(overlay: OverlayOf<'welcome'>, state: State, inside: Inside): Dialog {
  const about = paragraph(
    safe`Chat without servers. Your messages live on your machine and travel directly between members, end-to-end encrypted.`,
    inside.cols,
  )
  const { line, x } = field(safe`Nickname ${state.look.glyphs.prompt} `, overlay.editor, inside.cols)
  const choices = Object.values(choiceTexts).map((text, index): Line => {
    const chosen = index === overlay.choice
    const sign = chosen ? state.look.glyphs.choice : safe` `
    return cutLine([span(safe`${sign} `, 'accent'), span(text, chosen ? 'heading' : 'text')], inside.cols)
  })
  const said = overlay.problem ?? overlay.busy ?? safe``
  return {
    title: safe`Welcome to hocket`,
    lines: [
      ...about,
      blank,
      line,
      blank,
      ...choices,
      blank,
      ...paragraph(said, inside.cols, overlay.problem === null ? 'dim' : 'error'),
      ...(state.me === null ? [] : [hint(safe`Your key ${state.me.tag}… is kept on this computer.`)]),
      hint(safe`↑↓ choose   Enter go on   F1 help   Ctrl-Q quit`),
    ],
    cursor: { x, y: about.length + 1 },
  }
}
