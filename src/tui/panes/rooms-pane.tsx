/** The list of rooms; how a room's line looks is room-line's. */
import { type SafeText, safe } from '../../text/sanitize.js'
import { draftOf } from '../state/input.js'
import { keyOf } from '../state/key-help.js'
import { layoutOf } from '../state/layout.js'
import { firstRoomShown, roomListHeading } from '../state/room-list.js'
import type { State } from '../state/state.js'
import { cutLine, fitLine, span, spread } from '../style/line.js'
import type { Line } from '../style/theme.js'
import { Lines } from './lines.js'
import type { PaneProps } from './pane-props.js'
import { roomLine } from './room-line.js'
import { useSlice } from './use-slice.js'

/** From here on there is room for more than what one needs. */
const wideCells = 20

export function RoomsPane({ shown }: PaneProps) {
  const model = useSlice(shown, selectRooms)
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
    drafts: draftsOf(state),
    activityKey: keyOf(state.settings, 'room-activity') ?? null,
  }
}

/** The rooms in which something was left unsent, as one text: it changes only when they do. */
function draftsOf({ inputs }: State): string {
  return [...inputs]
    .filter(([, input]) => draftOf(input).text !== '')
    .map(([handle]) => handle)
    .sort()
    .join(' ')
}

type RoomsModel = ReturnType<typeof selectRooms>

function roomLines(model: RoomsModel): Line[] {
  const { rooms, current, look, cols, rows } = model
  const drafts = new Set(model.drafts.split(' '))
  const { glyphs } = look
  const inner = Math.max(1, cols - 1)
  const list = rooms ?? []
  const shownRows = Math.max(1, rows - roomListHeading)
  const at = list.findIndex((room) => room.handle === current)
  const top = firstRoomShown({ rooms, current }, shownRows)
  const shown = list.slice(top, top + shownRows).map((room) =>
    roomLine(room, {
      isCurrent: room.handle === current,
      hasDraft: drafts.has(room.handle),
      glyphs,
      cols: inner,
    }),
  )
  const place = list.length > shown.length ? safe`${at + 1}/${list.length} ` : safe``
  const lines: Line[] = [spread([span(safe` ROOMS`, 'dim')], [span(place, 'dim')], inner), ...shown]
  lines.push(...hints(model, rows - lines.length, inner))
  return Array.from({ length: rows }, (_, row) => [
    ...fitLine(lines[row] ?? [], inner),
    span(glyphs.gutter, 'dim'),
  ])
}

/** At the foot, where the list leaves room. */
function hints({ activityKey }: RoomsModel, free: number, cols: number): Line[] {
  const words: SafeText[] = [safe` + join   /join`]
  if (activityKey !== null && cols >= wideCells) words.push(safe` ${activityKey} next activity`)
  if (free < words.length + 2) return []
  const gap = Array.from({ length: free - words.length - 1 }, (): Line => [])
  return [...gap, ...words.map((text) => cutLine([span(text, 'dim')], cols)), []]
}
