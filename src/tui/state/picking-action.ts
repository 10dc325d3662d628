/** What happens to the message that was picked. The ones marked → also make calls: see effects. */
import type { MessageInfoView, RoomHandle } from '../../api/views.js'
import type { SafeText } from '../../text/sanitize.js'
import type { Answer } from './answer.js'
import type { MenuEntry } from './picked-overlay.js'

export type PickingAction =
  /** To the next message above (-1) or below (1); the first one picked is the lowest in view. */
  | { readonly type: 'pickStepped'; readonly by: 1 | -1 }
  | { readonly type: 'pickLeft' }
  /** The menu of the picked message, with what can be done with it. */
  | { readonly type: 'menuOpened'; readonly entries: readonly MenuEntry[] }
  | { readonly type: 'replyBegun'; readonly message: Omit<Answer, 'kind' | 'before'> }
  /** → asks for the text as it was written; answered with `editBegun` */
  | { readonly type: 'editAsked'; readonly handle: RoomHandle; readonly id: string }
  | { readonly type: 'editBegun'; readonly handle: RoomHandle; readonly message: MessageInfoView }
  | { readonly type: 'answerDropped' }
  /** → */
  | {
      readonly type: 'reactionSent'
      readonly handle: RoomHandle
      readonly id: string
      readonly emoji: string
      readonly on: boolean
    }
  /** → */
  | {
      readonly type: 'removalSent'
      readonly handle: RoomHandle
      readonly id: string
      readonly reason: string
    }
  /** → to the clipboard of the terminal */
  | { readonly type: 'textCopied'; readonly text: SafeText; readonly told: SafeText }
  /** → by the opener of the desktop */
  | { readonly type: 'linkOpened'; readonly link: SafeText }
  /** → answered with `infoTold` */
  | { readonly type: 'infoAsked'; readonly handle: RoomHandle; readonly id: string }
  | { readonly type: 'infoTold'; readonly message: MessageInfoView }
