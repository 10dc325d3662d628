/** What is still known of rooms that were left: read from the vault and the index, without opening them. */
import type { LeftRoomView } from '../api/left-room-view.js'
import type { RoomSecrets } from '../identity/vault.js'
import type { IndexStore } from '../index/index-store.js'
import { storedFacts } from '../room/room-facts.js'
import { heldLimit } from '../timeline/clock.js'

interface Sources {
  readonly index: IndexStore
  readonly nowMs: number
}

export function viewLeft(rooms: readonly RoomSecrets[], sources: Sources): readonly LeftRoomView[] {
  return rooms.map((secrets) => viewLeftRoom(secrets, sources))
}

export function viewLeftRoom(secrets: RoomSecrets, { index, nowMs }: Sources): LeftRoomView {
  const maxHlc = heldLimit(nowMs)
  const { number, access } = secrets
  const facts = storedFacts(secrets)
  const basics = {
    number,
    room: secrets.roomId ?? null,
    access: access === 'w' ? 'write' : 'read',
  } as const
  if (facts === undefined) return { ...basics, name: null, messages: 0 }
  return {
    ...basics,
    name: index.roomName(facts.roomId, { ...facts.scope, maxHlc }),
    messages: index.counts(facts.roomId, maxHlc).messages,
  }
}
