/**
 * What a paste does: a short one is inserted as if it were typed, a long one asks first. Whatever it holds, it is text: no
 * command and no key comes from it. Pure.
 */
import { safe } from '../../text/sanitize.js'
import type { Action } from './action.js'
import { changeInput } from './change.js'
import { longestText, typeable } from './editor.js'
import { sendText } from './enter-line.js'
import { editInput } from './input.js'
import { editAction } from './key-action.js'
import { formatCount, messageBytes } from './message-size.js'
import { overlayEditor } from './overlays.js'
import { selectInput, selectOverlay } from './selectors.js'
import type { OverlayOf, State } from './state.js'

const mostLinesUnasked = 3
const mostBytesUnasked = 2_048

/** `lastLineEnd`: "kept" where what was typed behind the paste may follow it. */
export function actionsForPaste(
  state: State,
  pasted: string,
  lastLineEnd: 'kept' | 'dropped' = 'dropped',
): readonly Action[] {
  const ended = typeable(pasted).replace(/\n+$/, '\n') // the end of a copied line is not meant
  const text = lastLineEnd === 'kept' && ended !== '\n' ? ended : withoutLastEnd(ended)
  if (text === '') return []
  const overlay = selectOverlay(state)
  const { editor, search } = selectInput(state)
  const insert = editAction({ op: 'paste', text })
  if (overlay !== undefined) return overlayEditor(overlay) === undefined ? [] : [insert]
  if (search !== null) return [insert]
  if (editor.text.length + text.length > longestText) return [refusal(text)]
  const isShort = linesOf(text) <= mostLinesUnasked && messageBytes(text) <= mostBytesUnasked
  return isShort ? [insert] : [{ type: 'overlayOpened', overlay: { kind: 'paste', text } }]
}

/** Sends the line with what was pasted in it as one message, as it is or as a block of code. What is refused stays in the line. */
export function sendPaste(
  state: State,
  { text }: OverlayOf<'paste'>,
  form: 'text' | 'code',
): readonly Action[] {
  const { editor } = selectInput(state)
  const isAtStart = /(^|\n)$/.test(editor.text.slice(0, editor.cursor))
  const whole =
    form === 'text' ? withoutLastEnd(text) : `${isAtStart ? '' : '\n'}${fenced(withoutLastEnd(text))}`
  const op = { op: 'paste' as const, text: whole }
  const pasted = changeInput(state, (input) => editInput(input, op))
  const sent = sendText(pasted, selectInput(pasted).editor.text)
  return [{ type: 'overlayClosed' }, editAction(op), ...sent]
}

/** Puts what was pasted into the line. */
export function editPaste({ text }: OverlayOf<'paste'>): readonly Action[] {
  return [{ type: 'overlayClosed' }, editAction({ op: 'paste', text })]
}

export function linesOf(text: string): number {
  return withoutLastEnd(text).split('\n').length
}

function withoutLastEnd(text: string): string {
  return text.replace(/\n$/, '')
}

/** Between fences that are longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${text}\n${fence}`
}

function refusal(text: string): Action {
  const size = formatCount(messageBytes(text))
  return {
    type: 'noticed',
    notice: {
      level: 'error',
      text: safe`This paste has ${size} bytes, more than can be written here. Nothing was inserted: paste it in parts.`,
    },
  }
}
