/** What a person does with the view of the messages, and what the engine answers. The ones marked → also make calls: see effects. */
import type { RoomHandle, Seek } from '../../api/views.js'

export type ViewAction =
  /** → the next message of a kind, seen from `from` */
  | {
      readonly type: 'sought'
      readonly handle: RoomHandle
      readonly target: Seek
      readonly from: string | null
    }
  | {
      readonly type: 'seekAnswered'
      readonly handle: RoomHandle
      readonly target: Seek
      readonly id: string | null
    }
  /** To a message of the current room; nothing of it is highlighted. */
  | { readonly type: 'wentTo'; readonly id: string }
  /** A long message whole or cut; null: the lowest that is seen. */
  | { readonly type: 'foldToggled'; readonly id: string | null }
  | { readonly type: 'showAllToggled' }
  /** A hit of the search on top, by its place in the list; Enter stays there. */
  | { readonly type: 'hitVisited'; readonly index: number }
  | { readonly type: 'hitKept' }
  | { readonly type: 'hitsListed' }
