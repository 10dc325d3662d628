/** What was cut belongs to the whole screen, so that it can be inserted in another room or dialog. Undo stays with the line. Pure. */
import type { EditOp, Editor } from './editor.js'
import { overlayEditor } from './overlays.js'
import { selectInput, selectOverlay } from './selectors.js'
import type { State } from './state.js'

/** `after`, with what the operation cut from the line that had the keyboard before. */
export function withKilled(before: State, after: State, { op }: EditOp): State {
  if (op !== 'clear' && !op.startsWith('kill')) return after
  const editor = editorOf(after)
  return editor === undefined || editor === editorOf(before) ? after : { ...after, killed: editor.killed }
}

function editorOf(state: State): Editor | undefined {
  const overlay = selectOverlay(state)
  return overlay === undefined ? selectInput(state).editor : overlayEditor(overlay)
}
