/** What faces see of the network: the DHT, the peers and, for each room, who is connected and what is missing. */
import type { NetRoomView, NetView, PeerView } from '../api/views.js'
import type { Network } from '../network/network.js'
import type { MemberId } from '../protocol/ids.js'
import { keyTag } from '../protocol/zbase32.js'
import type { Hub, RoomPeer } from '../sync/hub.js'
import { tagCharacters } from './content-view.js'
import type { BookedRoom } from './room-book.js'
import { scopeOf, viewRoom } from './room-view.js'

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
    rooms: rooms.map((booked) => viewNetRoom(booked, hub)),
  }
}

function viewNetRoom(booked: BookedRoom, hub: Hub): NetRoomView {
  const { handle, room } = booked
  const { name, room: roomId, held, sync } = viewRoom(booked, hub)
  const nicks = nicksOf(booked)
  return {
    handle,
    room: roomId,
    name,
    announced: hub.announced(room),
    peers: hub.peersOf(room).map((peer) => viewPeer(peer, nicks)),
    logs: room.state?.logs.roster.size ?? 0,
    sync,
    held,
    lastContactMs: hub.lastContactMs(room) ?? null,
    why: [],
    found: 0,
    writers: [],
    clockLeadMs: room.clockLeadMs(),
  }
}

function viewPeer(
  { session, address, sinceMs }: RoomPeer,
  nicks: ReadonlyMap<MemberId, string | null>,
): PeerView {
  const author = session.identity?.identity
  const { ahead, behind } = session.exchange.lag
  return {
    author: author ?? null,
    nick: author === undefined ? null : (nicks.get(author) ?? keyTag(author, tagCharacters)),
    level: session.level ?? 1,
    address,
    sinceMs,
    ahead,
    behind,
  }
}

function nicksOf({ room }: BookedRoom): ReadonlyMap<MemberId, string | null> {
  const { state } = room
  if (state === undefined) return new Map()
  const members = room.context.index.members(state.facts.roomId, scopeOf(state, room))
  return new Map(members.map(({ author, nick }) => [author, nick]))
}
