/** Everything that can happen to the screen. A key becomes one of these, and so does an answer of the engine. */
import type { LinkView } from '../../api/link-view.js'
import type {
  DraftView,
  MemberView,
  MeView,
  NetView,
  PageView,
  RoomHandle,
  RoomView,
  SearchView,
} from '../../api/views.js'
import type { SettingChange, Settings } from '../../config/settings.js'
import type { SafeText } from '../../text/sanitize.js'
import type { Answer } from './answer.js'
import type { CommandAction } from './command-action.js'
import type { EditOp } from './editor.js'
import type { MentionRange } from './mention-ranges.js'
import type { PickingAction } from './picking-action.js'
import type { Notice, Overlay, Prompt, Size } from './state.js'
import type { TypingAction } from './typing-action.js'
import type { ViewAction } from './view-action.js'

/** What the terminal or the clock did. */
type TerminalAction =
  | { readonly type: 'resized'; readonly size: Size }
  | { readonly type: 'focusChanged'; readonly focused: boolean }
  | { readonly type: 'ticked'; readonly nowMs: number }
  | { readonly type: 'backgroundTold'; readonly background: 'dark' | 'light' }

/** What the engine told. */
type EngineAction =
  | { readonly type: 'engineAttached' }
  | { readonly type: 'engineLost' }
  | { readonly type: 'roomsPulled'; readonly rooms: readonly RoomView[] }
  | { readonly type: 'mePulled'; readonly me: MeView }
  | { readonly type: 'identityRestored'; readonly me: MeView }
  | { readonly type: 'netPulled'; readonly net: NetView }
  | { readonly type: 'netLooked' }
  | {
      readonly type: 'pagePulled'
      readonly handle: RoomHandle
      readonly anchor: string | null
      readonly before: number
      readonly page: PageView
    }
  | { readonly type: 'membersPulled'; readonly handle: RoomHandle; readonly members: readonly MemberView[] }
  | { readonly type: 'draftsPulled'; readonly handle: RoomHandle; readonly drafts: readonly DraftView[] }
  | { readonly type: 'roomEntered'; readonly room: RoomView }
  | { readonly type: 'roomLeft'; readonly handle: RoomHandle }
  | {
      readonly type: 'searchAnswered'
      readonly query: string
      readonly everywhere: boolean
      readonly result: SearchView
    }
  /** What is known of a text in the dialog that joins. */
  | { readonly type: 'linkRead'; readonly text: string; readonly view: LinkView }
  | { readonly type: 'linkRefused'; readonly text: string; readonly problem: SafeText }
  | { readonly type: 'linkTold'; readonly link: string }
  | { readonly type: 'nickSet'; readonly me: MeView }
  | {
      readonly type: 'sendFailed'
      readonly handle: RoomHandle
      readonly text: string
      readonly problem: SafeText
      readonly answer?: Answer | null
      /** Parts of the text that name somebody. */
      readonly mentions?: readonly MentionRange[]
    }
  /** What had come back as not sent was stored after all. */
  | { readonly type: 'sendFound'; readonly handle: RoomHandle; readonly typed: string }
  | { readonly type: 'overlayFailed'; readonly problem: SafeText }
  | { readonly type: 'demoEntered' }

/** What the person asked for. The ones marked → also make calls: see effects. */
type PersonAction =
  | { readonly type: 'edited'; readonly edit: EditOp }
  | { readonly type: 'stepped'; readonly direction: 'up' | 'down' }
  /** The text left the input line: it was a command, given whole for the history. */
  | { readonly type: 'commandEntered'; readonly text: string }
  /** Its engine ended before it was carried out. */
  | {
      readonly type: 'commandReturned'
      readonly handle: RoomHandle | null
      readonly text: string
      readonly problem: SafeText
    }
  /** → */
  | {
      readonly type: 'textSent'
      readonly handle: RoomHandle
      readonly typed: string
      readonly text: string
      readonly format: 0 | 1
      /** Parts of the text that name somebody. */
      readonly mentions?: readonly MentionRange[]
      /** A key sent it: the line that is being written is another one. */
      readonly byKey?: true
      /** What it answers or changes. */
      readonly answer?: Answer | null
    }
  /** → */
  | { readonly type: 'roomCreated'; readonly name: string }
  /** → */
  | { readonly type: 'roomJoined'; readonly link: string }
  /** → */
  | { readonly type: 'nickChosen'; readonly nick: string }
  /** → The recovery words of an identity: kept by nothing of the screen. */
  | { readonly type: 'wordsEntered'; readonly words: string }
  /** → */
  | { readonly type: 'welcomeEntered'; readonly nick: string; readonly choice: Prompt | 'demo' }
  /** → */
  | { readonly type: 'searchAsked'; readonly query: string; readonly everywhere: boolean }
  /** → */
  | { readonly type: 'linkAsked'; readonly access: 'w' | 'r' }
  /** → */
  | { readonly type: 'linkCopied' }
  /** → the terminal is written anew, or the process stopped */
  | { readonly type: 'repainted' }
  | { readonly type: 'suspended' }
  | { readonly type: 'roomSelected'; readonly handle: RoomHandle }
  | { readonly type: 'roomStepped'; readonly by: 1 | -1 }
  | { readonly type: 'scrolled'; readonly unit: 'page' | 'line'; readonly by: number }
  | { readonly type: 'scrolledToEnd' }
  | { readonly type: 'membersToggled' }
  /** → the file is changed too */
  | { readonly type: 'settingChanged'; readonly change: SettingChange; readonly told: SafeText }
  /** → */
  | { readonly type: 'configAsked' }
  | { readonly type: 'configRead'; readonly settings: Settings; readonly notice: Notice }
  /** The beginning of a sequence of keys; it is dropped when the next key does not come soon. */
  | { readonly type: 'chordPended'; readonly chords: string }
  | { readonly type: 'chordEnded' }
  | { readonly type: 'overlayOpened'; readonly overlay: Overlay }
  | { readonly type: 'overlayClosed' }
  | { readonly type: 'overlayStepped'; readonly by: number }
  | { readonly type: 'overlaySwitched' }
  | { readonly type: 'noticed'; readonly notice: Notice | null }
  /** It was shown long enough. */
  | { readonly type: 'noticePassed'; readonly notice: Notice }
  /** → */
  | { readonly type: 'netRefreshed' }
  /** → */
  | { readonly type: 'quitConfirmed' }
  | { readonly type: 'quitWaited' }
  | { readonly type: 'quitAsked'; readonly ask: 'always' | 'when-only-here' }
  | { readonly type: 'ended'; readonly code: number }

export type Action =
  | CommandAction
  | TerminalAction
  | EngineAction
  | PersonAction
  | TypingAction
  | ViewAction
  | PickingAction
export type ActionOf<T extends Action['type']> = Extract<Action, { type: T }>

/** A reducer of some actions, one function each. */
export type Reducers<S, T extends Action['type']> = {
  readonly [K in T]: (state: S, action: ActionOf<K>) => S
}
