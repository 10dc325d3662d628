/** What happens in the input line beyond single edits, and with the mouse. */
import type { RoomHandle } from '../../api/views.js'
import type { Offer } from './completion/candidate.js'
import type { Editor } from './editor.js'
import type { MentionRange } from './mention-ranges.js'

export type TypingAction =
  /** What an earlier run of the screen left unsent, per room. */
  | {
      readonly type: 'draftsRead'
      readonly drafts: ReadonlyMap<
        RoomHandle,
        { readonly text: string; readonly mentions: readonly MentionRange[] }
      >
    }
  /** What an earlier run entered in a room, newest last. */
  | { readonly type: 'historyRead'; readonly handle: RoomHandle; readonly lines: readonly string[] }
  | { readonly type: 'historySearched'; readonly toward: 'older' | 'newer' }
  | { readonly type: 'historySearchEnded'; readonly how: 'take' | 'back' }
  /** Tab, or Shift-Tab. → folders are looked into where a path is wanted */
  | { readonly type: 'completed'; readonly by: 1 | -1 }
  | { readonly type: 'completionCancelled' }
  /** What a folder holds, for the line as it was when Tab was pressed. */
  | { readonly type: 'pathsOffered'; readonly editor: Editor; readonly offer: Offer; readonly by: 1 | -1 }
  /** → the text is opened in the person's own editor */
  | { readonly type: 'editorAsked' }
  | { readonly type: 'editorClosed'; readonly handle: RoomHandle; readonly text: string }
  /** For this run only; what the configuration says is not changed. → the terminal is told */
  | { readonly type: 'mouseToggled' }
