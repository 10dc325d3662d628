/** What commands and the keys of rooms ask for, beyond what was there from the first. The ones marked → also make calls. */
import type { RoomHandle, RoomLevel } from '../../api/views.js'
import type { SafeText } from '../../text/sanitize.js'

export type CommandAction =
  /** `keys` as the person wrote them; an empty name takes them away. → the file is changed too */
  | { readonly type: 'keyBound'; readonly keys: string; readonly name: string }
  /** `line` null: the command of one's own is removed. → the file is changed too */
  | { readonly type: 'aliasMade'; readonly name: string; readonly line: string | null }
  /** → */
  | { readonly type: 'roomRenamed'; readonly handle: RoomHandle; readonly name: string }
  /** → the rooms that were left are told */
  | { readonly type: 'leftAsked' }
  /** → */
  | { readonly type: 'leaveAsked'; readonly handle: RoomHandle; readonly now: boolean }
  /** → */
  | {
      readonly type: 'levelChosen'
      readonly handle: RoomHandle
      readonly level: RoomLevel
      readonly told: SafeText
    }
  /** → with `words` they are replaced; what is kept then is told */
  | {
      readonly type: 'roomWordsAsked'
      readonly handle: RoomHandle
      readonly words?: readonly string[]
    }
  /** → this message of others and everything after it is unread again */
  | { readonly type: 'unreadChosen'; readonly handle: RoomHandle; readonly id: string }
  /** → */
  | { readonly type: 'allRead' }
  /** → */
  | { readonly type: 'exportAsked'; readonly handle: RoomHandle; readonly file: string }
  /** The view of the room is empty until something comes or it is scrolled. */
  | { readonly type: 'viewCleared' }
  /** To the room that was looked at before or after this one, as in a browser. */
  | { readonly type: 'roomRevisited'; readonly by: -1 | 1 }
  | { readonly type: 'roomsToggled' }
  /** Only messages and the input line, for copying with the terminal's own means. */
  | { readonly type: 'bareToggled' }
  /** The dialog on top gets a line by which it is narrowed. */
  | { readonly type: 'filterBegun' }
