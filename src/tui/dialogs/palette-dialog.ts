/** The switcher: what was typed, and rooms, people and commands that fit, with the letters that matched. Pure. */
import { type SafeText, safe, sliceSafe } from '../../text/sanitize.js'
import { padEnd, textWidth } from '../../text/width.js'
import { keyOf } from '../state/key-help.js'
import { type PaletteHit, type PaletteItem, paletteHits } from '../state/palette.js'
import type { OverlayOf, State } from '../state/state.js'
import { cutLine, span, spread } from '../style/line.js'
import type { Line } from '../style/theme.js'
import { chosenLine } from './choice-line.js'
import { blank, type Dialog, field, hint, type Inside } from './dialog.js'

const otherRows = 4
const mostRows = 10
const commandCells = 12

export function paletteDialog(overlay: OverlayOf<'palette'>, state: State, inside: Inside): Dialog {
  const { line, x } = field(safe`${state.look.glyphs.prompt} `, overlay.editor, inside.cols)
  const hits = paletteHits(state, overlay.editor.text)
  const rows = Math.max(1, Math.min(mostRows, inside.rows - otherRows))
  const top = Math.max(0, Math.min(overlay.selected - Math.floor(rows / 2), hits.length - rows))
  const shown = hits
    .slice(top, top + rows)
    .map((hit, index) =>
      hitLine(hit, { state, selected: top + index === overlay.selected, cols: inside.cols }),
    )
  const nothing = hits.length === 0 ? [hint(safe`Nothing fits. # @ / look for rooms, people, commands.`)] : []
  const filled = Math.max(0, rows - shown.length - nothing.length)
  return {
    title: safe`Go to a room or run a command`,
    lines: [
      line,
      blank,
      ...nothing,
      ...shown,
      ...Array.from({ length: filled }, () => blank),
      blank,
      cutLine(hint(safe`↑↓ select   Enter open   Tab fill in   Esc close`), inside.cols),
    ],
    cursor: { x, y: 0 },
  }
}

interface Place {
  readonly state: State
  readonly selected: boolean
  readonly cols: number
}

function hitLine({ item, matched }: PaletteHit, { state, selected, cols }: Place): Line {
  const name = marked(item.text, matched)
  const left: Line = item.kind === 'command' ? commandLine(item, name) : [...name, span(aside(item))]
  const sign = span(selected ? state.look.glyphs.current : safe` `, 'accent')
  const line = [sign, ...spread([...left], keysOf(item, state), Math.max(1, cols - 1))]
  return selected ? chosenLine(line, cols) : cutLine(line, cols)
}

/** Spans of the text, the matched letters as such. */
function marked(text: SafeText, matched: readonly number[]): Line {
  const letters = new Set(matched)
  const spans: Line[number][] = []
  let start = 0
  while (start < text.length) {
    const isMatched = letters.has(start)
    let end = start + 1
    while (end < text.length && letters.has(end) === isMatched) end += 1
    spans.push(span(sliceSafe(text, start, end), isMatched ? 'accent' : 'text'))
    start = end
  }
  return spans
}

function commandLine({ command }: Extract<PaletteItem, { kind: 'command' }>, name: Line): Line {
  const cells = name.reduce((sum, part) => sum + textWidth(part.text), 0)
  const space = padEnd(safe``, Math.max(1, commandCells - cells))
  return [...name, span(space), span(command.help, 'dim')]
}

function aside(item: PaletteItem): SafeText {
  if (item.kind === 'person') return item.member.online ? safe`  online` : safe``
  if (item.kind !== 'room') return safe``
  const { mentions, unread } = item.room
  if (mentions > 0) return safe`  ${mentions}!`
  return unread > 0 ? safe`  ${unread}` : safe``
}

/** The key that leads to the same, for the next time. */
function keysOf(item: PaletteItem, state: State): Line {
  if (item.kind !== 'room') return []
  const place = (state.rooms ?? []).indexOf(item.room) + 1
  const key = keyOf(state.settings, `room-${place}`)
  return key === undefined ? [] : [span(key, 'dim')]
}
