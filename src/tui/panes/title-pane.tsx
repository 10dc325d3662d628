/** The line above the timeline: which room this is. Never what gives access, a link or a secret: it would end in screenshots. */
import { joinSafe, type SafeText, safe } from '../../text/sanitize.js'
import { amount } from '../../words/span-words.js'
import { layoutOf } from '../state/layout.js'
import { membersFromCols } from '../state/pane-widths.js'
import { selectRoom } from '../state/selectors.js'
import type { State } from '../state/state.js'
import { span, spread } from '../style/line.js'
import type { Line } from '../style/theme.js'
import { Lines } from './lines.js'
import type { PaneProps } from './pane-props.js'
import { useSlice } from './use-slice.js'

export function TitlePane({ shown }: PaneProps) {
  const model = useSlice(shown, selectTitle)
  return <Lines lines={[titleLine(model)]} theme={model.look.theme} />
}

function selectTitle(state: State) {
  const { title, rooms, members } = layoutOf(state)
  return {
    look: state.look,
    cols: title?.width ?? 0,
    room: selectRoom(state),
    roomCount: rooms === null ? (state.rooms?.length ?? 0) : 0,
    demo: state.demo,
    isWide: state.size.cols >= membersFromCols,
    hasMembers: members !== null,
    glyphs: state.look.glyphs,
  }
}

type TitleModel = ReturnType<typeof selectTitle>

function titleLine(model: TitleModel): Line {
  const { room, cols, demo } = model
  const name = room === undefined ? safe`hocket` : room.label
  const left: Line = [
    span(safe` `),
    span(name, 'heading'),
    span(demo ? safe`  demo on this machine` : safe``, 'dim'),
  ]
  return spread(left, [span(aboutRoom(model), 'dim'), span(safe` `)], cols)
}

/** What of the room is not its name: how many are in it, and that nobody else reads it. */
function aboutRoom({ room, roomCount, isWide, hasMembers, glyphs }: TitleModel): SafeText {
  if (room === undefined) return safe``
  const place = roomCount > 1 ? safe`${room.number}/${roomCount}` : safe``
  if (room.state === 'waiting') return place === '' ? safe`waiting for a first member` : place
  const members = amount(room.members, safe`member`)
  const parts = [
    place,
    hasMembers || roomCount > 1 ? safe`` : members,
    room.access === 'read' ? safe`read only` : safe``,
    safe`${glyphs.stored} e2e`,
    isWide && room.key !== null ? safe` key ${room.key}` : safe``,
  ]
  return joinSafe(
    parts.filter((part) => part !== ''),
    safe` `,
  )
}
