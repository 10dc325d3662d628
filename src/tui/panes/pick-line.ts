/** The keys of the picked message, in the place of the empty line: from the keymap, so that it cannot lie. Pure. */
import type { Settings } from '../../config/settings.js'
import { joinSafe, type SafeText, safe } from '../../text/sanitize.js'
import { textWidth } from '../../text/width.js'
import { keyOf } from '../state/key-help.js'
import { span } from '../style/line.js'
import type { Line } from '../style/theme.js'

/** What goes first where there is room for a few only. */
const words: readonly (readonly [name: string, does: SafeText])[] = [
  ['picked-reply', safe`reply`],
  ['picked-edit', safe`edit`],
  ['picked-react', safe`react`],
  ['picked-menu', safe`menu`],
  ['picked-leave', safe`back`],
  ['picked-copy', safe`copy`],
  ['picked-open', safe`open`],
  ['picked-delete', safe`delete`],
]

/** `impossible`: names of what cannot be done with this message. */
export interface Picking {
  readonly settings: Settings
  readonly impossible: string
}

export function pickLine(picking: Picking, prompt: SafeText, cols: number): Line {
  return [span(prompt, 'accent'), span(pickHint(picking, cols - textWidth(prompt)), 'dim')]
}

function pickHint({ settings, impossible }: Picking, cols: number): SafeText {
  const isImpossible = new Set(impossible.split(' '))
  const parts: SafeText[] = []
  let used = 0
  for (const [name, does] of words) {
    const key = keyOf(settings, name)
    if (key === undefined || isImpossible.has(name)) continue
    const part = safe`${key} ${does}`
    used += textWidth(part) + 2
    if (used > cols) break
    parts.push(part)
  }
  return joinSafe(parts, safe`  `)
}
