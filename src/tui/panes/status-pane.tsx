/**
 * The status bar, and above it what hocket has to say. The bar says what cannot be taken for granted: who is connected, what is
 * missing, what exists only here. When it is narrow, what stands further right goes first. It never wraps.
 */
import { type SafeText, safe } from '../../text/sanitize.js'
import { textWidth, truncate } from '../../text/width.js'
import { layoutOf } from '../state/layout.js'
import type { RoomModel } from '../state/models.js'
import { noticeLines } from '../state/notice-lines.js'
import { selectBelow, selectRoom } from '../state/selectors.js'
import type { State } from '../state/state.js'
import type { Glyphs } from '../style/glyphs.js'
import { fitLine, repeat, span } from '../style/line.js'
import { clockTime } from '../timeline/times.js'
import { Lines } from './lines.js'
import type { PaneProps } from './pane-props.js'
import { useSlice } from './use-slice.js'

const barCells = 10
const separator = safe`  `

export function StatusPane({ store }: PaneProps) {
  const model = useSlice(store, selectStatus)
  const bar = fitLine([span(statusText(model), 'bar')], model.cols, 'bar')
  return <Lines lines={[...noticeLines(model.notice, model.cols), bar]} theme={model.look.theme} />
}

function selectStatus(state: State) {
  const below = selectBelow(state)
  return {
    look: state.look,
    cols: layoutOf(state).status.width,
    nowMs: state.nowMs,
    engine: state.engine,
    mode: state.net?.mode,
    dhtReachable: state.net?.dhtReachable,
    room: selectRoom(state),
    below: below.count,
    moreBelow: below.more,
    otherUnread: otherUnread(state),
    notice: state.notice,
  }
}

type StatusModel = ReturnType<typeof selectStatus>

/** The parts from left to right, as many as fit. */
function statusText(model: StatusModel): SafeText {
  const { room, look, cols } = model
  let text = safe` ${clockTime(model.nowMs)}`
  const remark = room?.state === 'ready' ? (room.notice ?? safe``) : safe``
  const states = statesOf(model, look.glyphs)
  for (const part of [placeOf(room, cols), ...states, belowOf(model), model.otherUnread, remark]) {
    if (part === '') continue
    const longer = safe`${text}${separator}${part}`
    if (textWidth(longer) > cols) break
    text = longer
  }
  return text
}

/** A long name leaves room for what the bar is for; the title has it in full. */
function placeOf(room: RoomModel | undefined, cols: number): SafeText {
  if (room === undefined) return safe`no room`
  return safe`${room.number}:${truncate(room.label, Math.max(8, Math.floor(cols / 3)))}`
}

function statesOf(model: StatusModel, glyphs: Glyphs): readonly SafeText[] {
  if (model.engine === 'starting') return [safe`${glyphs.connecting} starting`]
  if (model.engine === 'away') return [safe`${glyphs.offline} engine away: trying again, your text is kept`]
  const { room } = model
  if (room === undefined) return [networkOf(model, glyphs)]
  return [peersOf(room, model, glyphs), syncOf(room, glyphs), onlyHereOf(room, glyphs), heldOf(room)]
}

function networkOf({ mode, dhtReachable }: StatusModel, glyphs: Glyphs): SafeText {
  if (mode === 'offline') return safe`${glyphs.offline} offline`
  if (dhtReachable === false) return safe`${glyphs.offline} no network`
  return dhtReachable === true ? safe`${glyphs.online} online` : safe`${glyphs.connecting} connecting`
}

function peersOf(room: RoomModel, model: StatusModel, glyphs: Glyphs): SafeText {
  if (room.peers === 0) {
    const network = networkOf(model, glyphs)
    if (model.dhtReachable !== true || model.mode === 'offline') return network
    return room.state === 'waiting' ? safe`` : safe`${glyphs.offline} nobody else is here`
  }
  return room.peers === 1 ? safe`${glyphs.online} 1 peer` : safe`${glyphs.online} ${room.peers} peers`
}

function syncOf(room: RoomModel, glyphs: Glyphs): SafeText {
  const { knownBlocks, missingBlocks } = room.sync
  if (room.state === 'waiting') return safe`${glyphs.more} waits for a first member`
  if (missingBlocks === 0) return room.peers === 0 ? safe`` : safe`${glyphs.stored} synced`
  const have = Math.max(0, knownBlocks - missingBlocks)
  const full = Math.floor((barCells * have) / Math.max(1, knownBlocks))
  const bar = safe`${repeat(glyphs.barFull, full)}${repeat(glyphs.barEmpty, barCells - full)}`
  const percent = Math.floor((100 * have) / Math.max(1, knownBlocks))
  return safe`${glyphs.down} sync ${bar} ${percent}% ${have}/${knownBlocks}`
}

function onlyHereOf(room: RoomModel, glyphs: Glyphs): SafeText {
  const waiting = room.drafts === 0 ? safe`` : safe`${glyphs.waiting} ${room.drafts} not sent yet`
  if (room.onlyHere === 0) return waiting
  return safe`${glyphs.stored} ${room.onlyHere} only here${waiting === '' ? safe`` : safe`  ${waiting}`}`
}

function heldOf(room: RoomModel): SafeText {
  return room.held === 0 ? safe`` : safe`${room.held} from the future held back`
}

function belowOf({ below, moreBelow }: StatusModel): SafeText {
  if (below === 0 && !moreBelow) return safe``
  return safe`${below}${moreBelow ? safe`+` : safe``} below (Esc)`
}

/** Rooms other than this one in which something is unread: "Act: 3:14 5:2". */
function otherUnread(state: State): SafeText {
  let text = safe``
  for (const room of state.rooms ?? []) {
    if (room.unread > 0 && room.handle !== state.current) text = safe`${text} ${room.number}:${room.unread}`
  }
  return text === '' ? text : safe`Act:${text}`
}
