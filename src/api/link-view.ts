/** What faces may know of a link, a key or a room's number before anybody joins by it. Text is raw, as in views. */
import type { RoomHandle } from './views.js'

/** The room that a link leads to, when this profile has it. */
export interface LinkedRoomView {
  readonly handle: RoomHandle
  readonly number: number
  /** null until it is known. */
  readonly name: string | null
  readonly access: 'write' | 'read'
  /** `left`: what was stored of it is here, and joining brings it back. */
  readonly state: 'here' | 'left'
}

export type LinkView =
  /** It is no link yet, but may become one. `missingCharacters`: null while it is not known which. */
  | { readonly state: 'begun'; readonly missingCharacters: number | null }
  | {
      readonly state: 'whole'
      /** What it grants: read, write and invite; or read only. null for the number of a room, which grants nothing new. */
      readonly kind: 'w' | 'r' | null
      /** null when the room is new here: nothing is known of it. */
      readonly room: LinkedRoomView | null
    }
