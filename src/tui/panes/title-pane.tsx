/** The line above the timeline: which room this is. Never a key or a link: they would end in screenshots. */
import { type SafeText, safe } from '../../text/sanitize.js'
import { layoutOf } from '../state/layout.js'
import type { RoomModel } from '../state/models.js'
import { selectRoom } from '../state/selectors.js'
import type { State } from '../state/state.js'
import { span, spread } from '../style/line.js'
import type { Line } from '../style/theme.js'
import { Lines } from './lines.js'
import type { PaneProps } from './pane-props.js'
import { useSlice } from './use-slice.js'

export function TitlePane({ store }: PaneProps) {
  const model = useSlice(store, selectTitle)
  return <Lines lines={[titleLine(model)]} theme={model.look.theme} />
}

function selectTitle(state: State) {
  const { title, rooms } = layoutOf(state)
  return {
    look: state.look,
    cols: title.width,
    room: selectRoom(state),
    roomCount: rooms === null ? (state.rooms?.length ?? 0) : 0,
    demo: state.demo,
  }
}

type TitleModel = ReturnType<typeof selectTitle>

function titleLine({ room, roomCount, cols, demo }: TitleModel): Line {
  const name = room === undefined ? safe`hocket` : room.label
  const left: Line = [
    span(safe` `),
    span(name, 'heading'),
    span(demo ? safe`  demo on this machine` : safe``, 'dim'),
  ]
  return spread(left, [span(aboutRoom(room, roomCount), 'dim'), span(safe` `)], cols)
}

function aboutRoom(room: RoomModel | undefined, roomCount: number): SafeText {
  if (room === undefined) return safe``
  if (roomCount > 1) return safe`${room.number}/${roomCount}`
  if (room.state === 'waiting') return safe`waiting for a first member`
  const members = room.members === 1 ? safe`1 member` : safe`${room.members} members`
  return room.access === 'read' ? safe`${members}, read only` : members
}
