/**
 * What the status bar says, as one line that never wraps: what cannot be taken for granted about the connection, what is
 * missing, what exists only here, what is below. When it is narrow, what stands further right goes first; only another
 * room that mentions us keeps its place. Never a key or a link: they would end in screenshots. Pure.
 */
import type { NetworkMode } from '../../api/views.js'
import { type SafeText, safe } from '../../text/sanitize.js'
import { padEnd, textWidth, truncate } from '../../text/width.js'
import { amount } from '../../words/span-words.js'
import type { RoomModel } from '../state/models.js'
import type { State } from '../state/state.js'
import type { Glyphs } from '../style/glyphs.js'
import { clockTime } from '../timeline/times.js'
import { type ActiveRoom, activityText, urgentActivityCells } from './activity.js'
import { progressBar, shortCount } from './progress-bar.js'

export interface StatusModel {
  readonly cols: number
  readonly glyphs: Glyphs
  readonly nowMs: number
  readonly engine: State['engine']
  readonly mode: NetworkMode | undefined
  readonly dhtReachable: boolean | null | undefined
  readonly room: RoomModel | undefined
  /** Peers of the room that were found, connected or not. */
  readonly found: number
  readonly below: { readonly count: number; readonly more: boolean; readonly mentions: number }
  /** The rooms that are not looked at, without muted ones. */
  readonly others: readonly ActiveRoom[]
  /** The key that ends the bare view; null when it is not on. */
  readonly bareKey: SafeText | null
}

const separator = safe`  `
const narrowBarCells = 10
const wideBarCells = 20
const wideFromCols = 120
/** Below this there is no place for other rooms. */
const activityFromCols = 48

/** Exactly as wide as the bar. */
export function statusText(model: StatusModel): SafeText {
  const { cols } = model
  const others = cols < activityFromCols ? [] : model.others
  const urgent = urgentActivityCells(others)
  const reserved = urgent === 0 ? 0 : urgent + separator.length + 1
  const [first, ...rest] = partsOf(model)
  let left = safe` ${clockTime(model.nowMs)}${separator}${first ?? safe``}`
  for (const part of rest) {
    if (part === '') continue
    const longer = safe`${left}${separator}${part}`
    if (textWidth(longer) > cols - reserved) break
    left = longer
  }
  const place = cols - textWidth(left) - separator.length - 1
  const activity = activityText(others, place)
  if (activity === '') return padEnd(truncate(left, cols), cols)
  return safe`${padEnd(left, cols - textWidth(activity) - 1)}${activity} `
}

/** From left to right; what is empty is not so. */
function partsOf(model: StatusModel): readonly SafeText[] {
  const { room } = model
  const place = safe`${bareOf(model)}${placeOf(room, model.cols)}`
  if (model.engine !== 'up') return [place, engineOf(model)]
  if (room === undefined) return [place, networkOf(model)]
  const remark = room.state === 'ready' ? (room.notice ?? safe``) : safe``
  return [place, ...connectionOf(room, model), belowOf(model), onlyHereOf(room, model), heldOf(room), remark]
}

function bareOf({ bareKey }: StatusModel): SafeText {
  return bareKey === null ? safe`` : safe`bare view, ${bareKey} ends it${separator}`
}

/** A long name leaves room for what the bar is for; the title has it in full. */
function placeOf(room: RoomModel | undefined, cols: number): SafeText {
  if (room === undefined) return safe`no room`
  return safe`${room.number}:${truncate(room.label, Math.max(8, Math.floor(cols / 3)))}`
}

function engineOf({ engine, glyphs }: StatusModel): SafeText {
  if (engine === 'starting') return safe`${glyphs.connecting} starting`
  return safe`${glyphs.offline} engine away: trying again, your text is kept`
}

/** Who is connected and what is missing. */
function connectionOf(room: RoomModel, model: StatusModel): readonly SafeText[] {
  const { glyphs } = model
  if (room.state === 'waiting') {
    const waits = safe`${glyphs.more} waits for a first member`
    return room.peers > 0 || !isReachable(model) ? [networkOrPeers(room, model), waits] : [waits]
  }
  return [networkOrPeers(room, model), syncOf(room, model)]
}

function networkOrPeers(room: RoomModel, model: StatusModel): SafeText {
  const { glyphs } = model
  if (room.peers === 1) return safe`${glyphs.online} 1 peer`
  if (room.peers > 1) return safe`${glyphs.online} ${room.peers} peers`
  if (!isReachable(model)) return networkOf(model)
  if (model.found === 0) return safe`${glyphs.offline} nobody else is here`
  return safe`${glyphs.connecting} connecting (trying ${amount(model.found, safe`peer`)})`
}

function isReachable({ mode, dhtReachable }: StatusModel): boolean {
  return dhtReachable === true && mode !== 'offline'
}

function networkOf({ mode, dhtReachable, glyphs }: StatusModel): SafeText {
  if (mode === 'offline') return safe`${glyphs.offline} offline`
  if (dhtReachable === false) return safe`${glyphs.offline} no network`
  return dhtReachable === true ? safe`${glyphs.online} online` : safe`${glyphs.connecting} connecting`
}

function syncOf(room: RoomModel, { glyphs, cols }: StatusModel): SafeText {
  const { knownBlocks, missingBlocks } = room.sync
  if (missingBlocks === 0) return room.peers === 0 ? safe`` : safe`${glyphs.stored} synced`
  const done = Math.max(0, knownBlocks - missingBlocks)
  const cells = cols < wideFromCols ? narrowBarCells : wideBarCells
  const bar = progressBar({ done, all: knownBlocks }, cells, glyphs)
  const percent = Math.floor((100 * done) / Math.max(1, knownBlocks))
  return safe`${glyphs.down} sync ${bar} ${percent}% ${shortCount(done)}/${shortCount(knownBlocks)}`
}

/** Own messages that nobody else has: in the log, or not even there yet. */
function onlyHereOf(room: RoomModel, model: StatusModel): SafeText {
  const { glyphs } = model
  const waiting = room.drafts + room.onlyHere
  if (waiting === 0) return safe``
  if (room.peers === 0 && !isReachable(model)) return safe`${amount(waiting, safe`message`)} waiting`
  const drafts = room.drafts === 0 ? safe`` : safe`${glyphs.waiting} ${room.drafts} not sent yet`
  if (room.onlyHere === 0) return drafts
  return safe`${glyphs.stored} ${room.onlyHere} only here${drafts === '' ? safe`` : safe`${separator}${drafts}`}`
}

function heldOf(room: RoomModel): SafeText {
  return room.held === 0 ? safe`` : safe`${room.held} from the future held back`
}

function belowOf({ below }: StatusModel): SafeText {
  if (below.count === 0 && !below.more) return safe``
  const mentions = below.mentions === 0 ? safe`` : safe`, ${below.mentions}!`
  return safe`-- ${below.count}${below.more ? safe`+` : safe``} new below${mentions} (Esc) --`
}
