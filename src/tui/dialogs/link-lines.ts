/** What the dialog that joins says of the link in it: what it grants and where it leads, or what is missing or wrong. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import { amount } from '../../words/span-words.js'
import type { LinkedRoomModel, LinkModel } from '../state/models.js'
import { selectRoom } from '../state/selectors.js'
import type { LinkRead, OverlayOf, State } from '../state/state.js'
import type { Line } from '../style/theme.js'
import { blank, paragraph } from './dialog.js'

type Whole = Extract<LinkModel, { state: 'whole' }>

const form = safe`A link begins with hocket:w/ or hocket:r/.`
const later = safe`Name and history come with the first member who is online.`
const grants = {
  w: safe`room link: lets you read, write and invite`,
  r: safe`read-only link: lets you read, not write`,
  number: safe`the number of a room of yours`,
}

export function linkLines(overlay: OverlayOf<'prompt'>, state: State, cols: number): readonly Line[] {
  const text = overlay.editor.text.trim()
  const model = shown(overlay.link, text)
  if (model?.state === 'refused') return paragraph(model.problem, cols, 'error')
  if (model?.state !== 'whole')
    return [...beginning(text, model?.missingCharacters, cols), ...paragraph(later, cols, 'dim')]
  const sign = state.look.glyphs.stored
  return [
    ...paragraph(safe`${sign} ${grants[model.kind ?? 'number']}`, cols, 'ok'),
    ...paragraph(place(model, state), cols, 'dim'),
  ]
}

/** While one goes on typing, what was missing stays until it is known anew; anything else would be said of another text. */
function shown(link: LinkRead | null, text: string): LinkModel | undefined {
  const isOfIt = link?.text === text || (text !== '' && link?.model.state === 'begun')
  return isOfIt ? link?.model : undefined
}

/** `missing`: null while it can become any link, undefined while nothing is known of it. */
function beginning(text: string, missing: number | null | undefined, cols: number): readonly Line[] {
  if (text === '' || missing === null) return paragraph(form, cols, 'dim')
  if (missing === undefined) return [blank]
  return paragraph(safe`Not whole yet: ${amount(missing, safe`character`)} to go.`, cols, 'dim')
}

function place({ kind, room }: Whole, state: State): SafeText {
  if (room === null) return later
  const label = labelOf(room, state)
  if (room.state === 'left')
    return safe`You left ${label}; its messages are still here. Enter brings you back.`
  if (kind === 'r' && room.access === 'write')
    return safe`You are in ${label}, and may write there as before: Enter opens it.`
  return kind === 'w' && room.access === 'read'
    ? safe`You may only read in ${label} so far: Enter lets you write there too.`
    : safe`You are in ${label}: Enter opens it.`
}

/** As the list of rooms calls it, where rooms of one name are told apart. */
function labelOf({ handle, label }: LinkedRoomModel, state: State): SafeText {
  return selectRoom(state, handle)?.label ?? label
}
