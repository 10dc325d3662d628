/** What faces see of the network: the DHT, the peers and, for each room, who is connected and what is missing. */
import type { NetRoomView, NetView, NetWriterView, PeerView } from '../api/views.js'
import type { Network } from '../network/network.js'
import type { MemberId } from '../protocol/ids.js'
import type { Hub, RoomPeer } from '../sync/hub.js'
import { netReasons } from './net-reasons.js'
import type { BookedRoom } from './room-book.js'
import { roomBasics } from './room-view.js'
import { tagOf } from './tag-of.js'
import { viewUnserved } from './unserved.js'

export function viewNet(
  rooms: readonly BookedRoom[],
  { hub, network }: { readonly hub: Hub; readonly network: Network },
): NetView {
  const { mode, bootstrap, listening, dhtReachable } = network.status()
  return {
    mode,
    bootstrap,
    listening,
    dhtReachable,
    connections: hub.connections,
    unproven: hub.unproven,
    refused: hub.refused,
    rooms: rooms.map((booked) => viewNetRoom(booked, { hub, network })),
  }
}

function viewNetRoom(
  booked: BookedRoom,
  { hub, network }: { readonly hub: Hub; readonly network: Network },
): NetRoomView {
  const { handle, room } = booked
  const { name, room: roomId, held, sync } = roomBasics(room)
  const nicks = nicksOf(booked)
  const { mode, dhtReachable } = network.status()
  const announced = hub.announced(room)
  const peers = hub.peersOf(room)
  const found = Math.max(hub.found(room), peers.length) // who found us was not found by us
  const clockLeadMs = room.clockLeadMs()
  const facts = { mode, dhtReachable, announced, peers: peers.length, found, clockLeadMs }
  return {
    handle,
    room: roomId,
    name,
    announced,
    peers: peers.map((peer) => viewPeer(peer, nicks)),
    logs: room.state?.logs.roster.size ?? 0,
    sync,
    held,
    lastContactMs: hub.lastContactMs(room) ?? null,
    why: netReasons({ ...facts, troubles: hub.troubles(room) }),
    found,
    writers: viewWriters(booked, { nicks, hub }),
    clockLeadMs: clockLeadMs > 0 ? clockLeadMs : -room.clockAhead.aheadMs,
  }
}

function viewPeer({ session, address, sinceMs }: RoomPeer, nicks: ReadonlyMap<MemberId, string>): PeerView {
  const author = session.identity?.identity
  const { ahead, behind } = session.exchange.lag
  return {
    author: author ?? null,
    nick: author === undefined ? null : (nicks.get(author) ?? tagOf(author)),
    level: session.level ?? 1,
    address,
    sinceMs,
    ahead,
    behind,
  }
}

/** Of every author: what is here, and what is known to exist. */
function viewWriters(
  { room }: BookedRoom,
  { nicks, hub }: { readonly nicks: ReadonlyMap<MemberId, string>; readonly hub: Hub },
): readonly NetWriterView[] {
  const unserved = new Map(viewUnserved({ room }, hub).map(({ author, blocks }) => [author, blocks]))
  const writers = new Map<MemberId, NetWriterView>()
  for (const { author, state, claimedLength } of room.state?.logs.roster.all() ?? []) {
    const before = writers.get(author)
    writers.set(author, {
      author,
      nick: nicks.get(author) ?? tagOf(author),
      have: (before?.have ?? 0) + state.nextSeq,
      known: (before?.known ?? 0) + Math.max(state.nextSeq, claimedLength),
      unserved: unserved.get(author) ?? 0,
    })
  }
  const missing = ({ have, known }: NetWriterView) => known - have
  return [...writers.values()].toSorted((a, b) => missing(b) - missing(a) || b.have - a.have)
}

function nicksOf({ room }: BookedRoom): ReadonlyMap<MemberId, string> {
  const { state } = room
  return state === undefined ? new Map() : room.context.index.nicks(state.facts.roomId, room.maxHlc())
}
