/**
 * The state of the network as lines for people: whether others can be found, who is connected, what is missing, and why
 * nobody is here. The screen and `hocket net` say the same. Every foreign word is sanitised here (I8). Pure.
 */
import type { NetRoomView, NetView, NetWriterView, PeerView } from '../api/views.js'
import { joinSafe, type SafeText, safe, sanitizeLine, sanitizeNick } from '../text/sanitize.js'
import { reasonWords } from './reason-words.js'
import { refusalWords } from './refusal-words.js'
import { amount, formatSpan } from './span-words.js'

export interface ReportLine {
  readonly kind: 'fact' | 'problem' | 'advice'
  readonly text: SafeText
}

export interface RoomReport {
  readonly handle: string
  readonly label: SafeText
  /** How it stands with the room, in one line. */
  readonly summary: SafeText
  /** Peers, what is missing of whom, and why nobody is here. */
  readonly lines: readonly ReportLine[]
}

export interface NetReport {
  readonly network: SafeText
  readonly peers: SafeText
  /** One line for each reason for which peers were refused. */
  readonly refused: readonly SafeText[]
  readonly rooms: readonly RoomReport[]
}

/** How the face writes a moment. */
export type Moment = (timeMs: number) => SafeText

const longestName = 64
const mostWriters = 12
const levels = { 1: safe`may copy`, 2: safe`may read`, 3: safe`may write` }

export function reportNet(net: NetView, moment: Moment): NetReport {
  return {
    network: networkLine(net),
    peers: peersLine(net),
    refused: Object.entries(net.refused).map(([reason, times]) => safe`${times} × ${refusalWords(reason)}`),
    rooms: net.rooms.map((room) => reportRoom(room, net, moment)),
  }
}

function peersLine({ connections, unproven }: NetView): SafeText {
  const strangers = unproven === 0 ? safe`` : safe`, ${unproven} of them not known to share a room with you`
  return safe`${amount(connections, safe`connection`)}${strangers}`
}

function networkLine(net: NetView): SafeText {
  const bootstrap =
    net.bootstrap.length === 0 ? safe`` : safe` through ${sanitizeLine(net.bootstrap.join(', '))}`
  const listening =
    net.listening === null ? safe`no socket open` : safe`listening on ${sanitizeLine(net.listening)}`
  return safe`${sanitizeLine(net.mode)}${bootstrap}, ${listening}, ${reachOf(net.dhtReachable)}`
}

function reachOf(reachable: boolean | null): SafeText {
  if (reachable === null) return safe`DHT not asked yet`
  return reachable ? safe`DHT reachable` : safe`DHT not reachable`
}

function reportRoom(room: NetRoomView, net: NetView, moment: Moment): RoomReport {
  const why = room.why.map((reason) => reasonWords(reason, room, net))
  return {
    handle: room.handle,
    label: room.name === null ? safe`(no name yet)` : safe`#${sanitizeLine(room.name, longestName)}`,
    summary: summaryOf(room, moment),
    lines: [
      ...room.peers.map((peer) => fact(peerLine(peer, moment))),
      ...writerLines(room.writers),
      ...why.flatMap(({ says, advice }): ReportLine[] => [
        { kind: 'problem', text: says },
        { kind: 'advice', text: advice },
      ]),
      ...clockLine(room),
    ],
  }
}

function summaryOf(room: NetRoomView, moment: Moment): SafeText {
  const { missingBlocks, knownBlocks } = room.sync
  const missing =
    missingBlocks === 0
      ? safe`nothing missing`
      : safe`${missingBlocks} of ${amount(knownBlocks, safe`block`)} missing`
  const contact =
    room.lastContactMs === null
      ? safe`no member met since the engine started`
      : safe`last contact ${moment(room.lastContactMs)}`
  const parts = [
    room.announced ? safe`announced` : safe`not announced`,
    safe`${room.found} found`,
    amount(room.logs, safe`log`),
    missing,
    ...(room.held === 0 ? [] : [safe`${room.held} dated in the future`]),
    contact,
  ]
  return joinSafe(parts, safe`, `)
}

function peerLine(peer: PeerView, moment: Moment): SafeText {
  const who = peer.nick === null ? safe`(unknown)` : sanitizeNick(peer.nick)
  const address = peer.address === null ? safe`` : safe` at ${sanitizeLine(peer.address, longestName)}`
  return safe`${who}${address}, ${levels[peer.level]}, since ${moment(peer.sinceMs)}, ${exchangeOf(peer)}`
}

function exchangeOf({ ahead, behind }: PeerView): SafeText {
  if (ahead === 0 && behind === 0) return safe`has the same as you`
  const has = ahead === 0 ? [] : [safe`has ${amount(ahead, safe`block`)} that you miss`]
  const misses = behind === 0 ? [] : [safe`misses ${behind} of yours`]
  return joinSafe([...has, ...misses], safe`, `)
}

/** Whose words are missing; those of whom everything is here are not named. */
function writerLines(writers: readonly NetWriterView[]): ReportLine[] {
  const lagging = writers.filter(({ have, known }) => have < known)
  const lines = lagging.slice(0, mostWriters).map(({ nick, have, known, unserved }) => {
    const waits = unserved === 0 ? safe`` : safe`, ${unserved} waiting for a peer that has them`
    return fact(safe`of ${sanitizeNick(nick)}: ${have} of ${amount(known, safe`block`)} here${waits}`)
  })
  const others = lagging.length - lines.length
  return others > 0 ? [...lines, fact(safe`and something of ${others} more is missing`)] : lines
}

/** A clock that is off is told also while somebody is here. */
function clockLine({ clockLeadMs, why }: NetRoomView): ReportLine[] {
  if (clockLeadMs === 0 || why.includes('clock')) return []
  if (clockLeadMs < 0) {
    const text = safe`The clock of this machine seems to be ${formatSpan(-clockLeadMs)} fast, or more: three others write what is dated before it was written.`
    const advice = safe`Set it right: what you write is dated in the future, and others may hold it back until then.`
    return [
      { kind: 'problem', text },
      { kind: 'advice', text: advice },
    ]
  }
  return [
    {
      kind: 'problem',
      text: safe`The others' clocks are ${formatSpan(clockLeadMs)} ahead of this machine's.`,
    },
  ]
}

function fact(text: SafeText): ReportLine {
  return { kind: 'fact', text }
}
