/**
 * What the status bar says, as one line that never wraps: what cannot be taken for granted about the connection, what is
 * missing, what exists only here, what is below. When it is narrow, what stands further right goes first; only that one is
 * not at the end, and another room that mentions us, keep their place. Never a key or a link: they would end in
 * screenshots. Pure.
 */
import type { NetworkMode } from '../../api/views.js'
import { joinSafe, type SafeText, safe } from '../../text/sanitize.js'
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
  /** What is new below the view; null while the view is at the end. */
  readonly below: { readonly count: number; readonly mentions: number } | null
  /** The keys that lead to the newest message, and to late ones. */
  readonly newestKey: SafeText
  readonly lateKey: SafeText
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
  const left = leftText(model, cols - reserved)
  const place = cols - textWidth(left) - separator.length - 1
  const activity = activityText(others, place)
  if (activity === '') return padEnd(truncate(left, cols), cols)
  return safe`${padEnd(left, cols - textWidth(activity) - 1)}${activity} `
}

/** The longest that fits into `most` cells; what says that one is not at the end stays to the last. */
function leftText(model: StatusModel, most: number): SafeText {
  const time = safe` ${clockTime(model.nowMs)}`
  const { place, before, after } = partsOf(model)
  const [below, short] = belowOf(model)
  const shorter = Array.from({ length: before.length + after.length + 1 }, (_, gone) => {
    const kept = before.length + after.length - gone
    return [
      time,
      place,
      ...before.slice(0, kept),
      below,
      ...after.slice(0, Math.max(0, kept - before.length)),
    ]
  })
  const texts = shorter.map(textOf)
  const fitting = texts.find((text) => textWidth(text) <= most)
  if (fitting !== undefined || below === '') return fitting ?? texts.at(-1) ?? safe``
  const least = [
    [time, place, below],
    [time, place, short],
    [time, short],
  ].map(textOf)
  return least.find((text) => textWidth(text) <= model.cols) ?? textOf([short])
}

function textOf(parts: readonly SafeText[]): SafeText {
  return joinSafe(
    parts.filter((part) => part !== ''),
    separator,
  )
}

interface Parts {
  readonly place: SafeText
  readonly before: readonly SafeText[]
  readonly after: readonly SafeText[]
}

/** From left to right, before and behind what is said of below; what is empty is not so. */
function partsOf(model: StatusModel): Parts {
  const { room } = model
  const place = safe`${bareOf(model)}${placeOf(room, model.cols)}`
  if (model.engine !== 'up') return { place, before: [engineOf(model)], after: [] }
  if (room === undefined) return { place, before: [networkOf(model)], after: [] }
  const remark = room.state === 'ready' ? (room.notice ?? safe``) : safe``
  const after = [lateOf(room, model), onlyHereOf(room, model), heldOf(room), remark]
  return { place, before: connectionOf(room, model).filter(isSaid), after: after.filter(isSaid) }
}

function isSaid(part: SafeText): boolean {
  return part !== ''
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

/** Written while somebody was offline, and not seen yet: they stand where they belong. */
function lateOf({ late }: RoomModel, { below, lateKey }: StatusModel): SafeText {
  if (late === 0) return safe``
  return below === null ? safe`${late} late above, ${lateKey}` : safe`${late} late, ${lateKey}`
}

/** Long, and as short as it can be. */
function belowOf({ below, newestKey }: StatusModel): readonly [SafeText, SafeText] {
  if (below === null) return [safe``, safe``]
  const { count, mentions } = below
  if (count === 0) return [safe`-- not at the end (${newestKey}) --`, safe`-- ${newestKey}: to the end`]
  const named = mentions === 0 ? safe`` : safe`, ${mentions}!`
  return [safe`-- ${count} new below${named} (${newestKey}) --`, safe`-- ${count} new${named} (${newestKey})`]
}
