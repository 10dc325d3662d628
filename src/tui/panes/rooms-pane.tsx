/** The list of rooms with what is unread in them. */
import { type SafeText, safe } from '../../text/sanitize.js'
import { layoutOf } from '../state/layout.js'
import type { RoomModel } from '../state/models.js'
import { firstRoomShown, roomListHeading } from '../state/room-list.js'
import type { State } from '../state/state.js'
import type { Glyphs } from '../style/glyphs.js'
import { cutLine, fitLine, lineWidth, span, spread } from '../style/line.js'
import type { Line, Role } from '../style/theme.js'
import { Lines } from './lines.js'
import type { PaneProps } from './pane-props.js'
import { useSlice } from './use-slice.js'

export function RoomsPane({ store }: PaneProps) {
  const model = useSlice(store, selectRooms)
  return <Lines lines={roomLines(model)} theme={model.look.theme} />
}

function selectRooms(state: State) {
  const { rooms: rect } = layoutOf(state)
  return {
    look: state.look,
    cols: rect?.width ?? 0,
    rows: rect?.height ?? 0,
    rooms: state.rooms,
    current: state.current,
  }
}

type RoomsModel = ReturnType<typeof selectRooms>

function roomLines({ rooms, current, look, cols, rows }: RoomsModel): Line[] {
  const { glyphs } = look
  const inner = Math.max(1, cols - 1)
  const list = rooms ?? []
  const shownRows = Math.max(1, rows - roomListHeading)
  const at = list.findIndex((room) => room.handle === current)
  const top = firstRoomShown({ rooms, current }, shownRows)
  const shown = list
    .slice(top, top + shownRows)
    .map((room) => roomLine(room, room.handle === current, glyphs, inner))
  const place = list.length > shown.length ? safe`${at + 1}/${list.length} ` : safe``
  const lines: Line[] = [spread([span(safe` ROOMS`, 'dim')], [span(place, 'dim')], inner), ...shown]
  return Array.from({ length: rows }, (_, row) => [
    ...fitLine(lines[row] ?? [], inner),
    span(glyphs.gutter, 'dim'),
  ])
}

function roomLine(room: RoomModel, isCurrent: boolean, glyphs: Glyphs, cols: number): Line {
  const role = roleOf(room, isCurrent)
  const mark = isCurrent ? glyphs.current : safe` `
  const count: Line = [span(countOf(room), role), span(safe` `, role)]
  // of a long name and a count, the count is what one looks for
  const name = cutLine([span(safe`${mark}${room.number} ${room.label}`, role)], cols - lineWidth(count) - 1)
  return fitLine(spread(name, count, cols, role), cols, role)
}

function roleOf(room: RoomModel, isCurrent: boolean): Role {
  if (isCurrent) return 'selection'
  if (room.unread > 0) return 'unread'
  return room.state === 'waiting' ? 'dim' : 'text'
}

function countOf(room: RoomModel): SafeText {
  if (room.unread === 0) return safe``
  return room.unread > 999 ? safe`999+` : safe`${room.unread}`
}
