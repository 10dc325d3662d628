/** What there is to say about a room as a whole, in one sentence each. Pure. */
import { joinSafe, type SafeText, safe } from '../../text/sanitize.js'
import type { NetModel, RoomModel } from '../state/models.js'

/** "#garden, 12 members, 7 peers connected, synced. 3 unread, 1 to you." */
export function roomSummary(room: RoomModel, net: NetModel | null): SafeText {
  if (room.state === 'waiting') return safe`${room.label}, ${waiting(room)}.`
  const facts = [
    room.label,
    countOf(room.members, safe`member`),
    peersOf(room, net),
    room.sync.missingBlocks === 0
      ? safe`synced`
      : safe`syncing, ${countOf(room.sync.missingBlocks, safe`block`)} to fetch`,
    ...(room.access === 'read' ? [safe`you may read only`] : []),
  ]
  const notice = room.notice === null ? safe`` : safe` ${room.notice}`
  return safe`${joinSafe(facts, safe`, `)}. ${unreadOf(room)}.${notice}`
}

/** "#dev, 14 unread, 2 to you." */
export function activityOf(room: RoomModel): SafeText {
  return safe`${room.label}, ${unreadOf(room)}.`
}

/** What changed in who is there and what is missing; nothing while it only goes on. */
export function roomChanges(before: RoomModel, after: RoomModel): SafeText[] {
  const said: SafeText[] = []
  if (after.state === 'waiting' || before.state === 'waiting') return said
  if (before.peers === 0 && after.peers > 0)
    said.push(safe`${after.label}: ${countOf(after.peers, safe`peer`)} connected.`)
  if (before.peers > 0 && after.peers === 0) said.push(safe`${after.label}: nobody is connected now.`)
  const [missed, misses] = [before.sync.missingBlocks, after.sync.missingBlocks]
  if (missed === 0 && misses > 0)
    said.push(safe`${after.label}: syncing, ${countOf(misses, safe`block`)} to fetch.`)
  if (missed > 0 && misses === 0) said.push(safe`${after.label}: synced.`)
  if (after.waiting !== null && before.waiting === null) said.push(safe`${after.label}: ${after.waiting}.`)
  if (after.notice !== null && after.notice !== before.notice)
    said.push(safe`${after.label}: ${after.notice}`)
  return said
}

/** "one peer", "3 peers" */
export function countOf(count: number, noun: SafeText): SafeText {
  return count === 1 ? safe`one ${noun}` : safe`${count} ${noun}s`
}

function waiting(room: RoomModel): SafeText {
  const kept = room.access === 'write' ? safe`; what you write is kept` : safe``
  return safe`waiting for its first member${kept}`
}

function peersOf(room: RoomModel, net: NetModel | null): SafeText {
  if (net?.mode === 'offline') return safe`offline`
  return room.peers === 0 ? safe`nobody connected` : safe`${countOf(room.peers, safe`peer`)} connected`
}

function unreadOf(room: RoomModel): SafeText {
  if (room.unread === 0) return safe`Nothing unread`
  const facts = [safe`${room.unread} unread`]
  if (room.mentions > 0) facts.push(safe`${room.mentions} to you`)
  if (room.late > 0) facts.push(safe`${room.late} late`)
  return joinSafe(facts, safe`, `)
}
