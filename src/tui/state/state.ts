/**
 * Everything that the screen is at one moment, as one immutable value. Holds no more of a room's history than the window
 * that is looked at. Lost when the screen ends: what must live longer belongs to the engine.
 */
import type { RoomHandle } from '../../api/views.js'
import type { Settings } from '../../config/settings.js'
import type { SafeText } from '../../text/sanitize.js'
import type { Look } from '../style/look.js'
import type { Editor } from './editor.js'
import type { Input } from './input.js'
import type {
  HitModel,
  LinkModel,
  MeModel,
  MemberModel,
  MessageModel,
  NetModel,
  RoomModel,
} from './models.js'
import type { PickedOverlay } from './picked-overlay.js'
import type { Visited } from './visited.js'

export interface Size {
  readonly cols: number
  readonly rows: number
}

/** A connected stretch of a room's history, as one page of the engine gave it. */
export interface Window {
  readonly messages: readonly MessageModel[]
  readonly atStart: boolean
  readonly atEnd: boolean
  readonly version: number
  /** Who is a member, and who created the room, was known when the models were made. */
  readonly named: boolean
  /** What was asked for: the message in its middle (null: the newest), and how many before it. */
  readonly anchor: string | null
  readonly before: number
}

/** The bottom of the view: message `id`, of which `hidden` lines are below the edge. null means the newest. */
export type Anchor = { readonly id: string; readonly hidden: number } | null

/** What is known of one room that was looked at. */
export interface RoomScreen {
  readonly window: Window | null
  readonly anchor: Anchor
  /** A message to jump to as soon as a page holds it. */
  readonly jumpTo: string | null
  /** The message that was jumped to, shown as found. */
  readonly found: string | null
  /** Where going to certain messages stands: the next one is meant from here. */
  readonly visited: string | null
  /** No page has come since the room was entered: what is unread in the next one is new to the person. */
  readonly entered: boolean
  /** Where the unread line stands; frozen until the room is left. */
  readonly firstUnread: string | null
  /** Late arrivals that came, or were unread, since the room was entered; forgotten when it is left. */
  readonly late: ReadonlySet<string>
  /** When the room was entered. */
  readonly sinceMs: number
  /** Long messages that are shown whole. */
  readonly unfolded: ReadonlySet<string>
  /** The message that keys act on, and the one that they acted on last. */
  readonly picked: string | null
  readonly lastPicked: string | null
  /** The person made something unread again: looking at it does not read it, until the room is entered anew. */
  readonly keptUnread: boolean
  /** Everything up to this message was cleared away, until the view is scrolled. */
  readonly cleared: string | null
  readonly members: readonly MemberModel[]
  readonly drafts: readonly MessageModel[]
}

/** A room and where the view stands in it. */
export interface Place {
  readonly handle: RoomHandle | null
  readonly anchor: Anchor
}

export type Prompt = 'create' | 'join' | 'restore'

/** What is known of `text` as a link. */
export interface LinkRead {
  readonly text: string
  readonly model: LinkModel
}

/** What lies over the screen; the last one has the keyboard. */
export type Overlay =
  | PickedOverlay
  | {
      readonly kind: 'help'
      readonly about: 'all' | 'keys' | 'settings' | 'aliases'
      readonly top: number
      /** What it is narrowed to, once somebody asked for that. */
      readonly editor?: Editor
    }
  | { readonly kind: 'whois'; readonly author: string; readonly top: number }
  | { readonly kind: 'palette'; readonly editor: Editor; readonly selected: number }
  | { readonly kind: 'members'; readonly top: number }
  /** Asks what to do with a long paste. */
  | { readonly kind: 'paste'; readonly text: string }
  /** `looking`: peers are being looked for again. */
  | { readonly kind: 'net'; readonly top: number; readonly looking: boolean }
  /** Asks whether to quit while something exists only here. `waiting`: until another member holds it. */
  | { readonly kind: 'quit'; readonly waiting: boolean }
  | {
      readonly kind: 'welcome'
      readonly editor: Editor
      readonly choice: number
      readonly problem: SafeText | null
      readonly busy: SafeText | null
    }
  | {
      readonly kind: 'prompt'
      readonly prompt: Prompt
      /** What was last known of a link in it; it may be about a text that was changed since. */
      readonly link: LinkRead | null
      readonly editor: Editor
      readonly problem: SafeText | null
      readonly busy: boolean
    }
  | {
      readonly kind: 'link'
      readonly label: SafeText
      readonly access: 'w' | 'r'
      readonly link: SafeText | null
      readonly copied: boolean
    }
  | {
      readonly kind: 'search'
      readonly editor: Editor
      readonly everywhere: boolean
      /** The query whose hits these are; null while none has been answered. */
      readonly answered: string | null
      /** Why there is no answer. */
      readonly problem: SafeText | null
      readonly hits: readonly HitModel[]
      readonly incompleteRooms: number
      readonly selected: number
      /** The timeline stands at the selected hit, and the dialog is one line. */
      readonly looking: boolean
      /** Where one was before the first hit was looked at. */
      readonly back: Place | null
    }

export type OverlayOf<K extends Overlay['kind']> = Extract<Overlay, { kind: K }>

export interface Notice {
  readonly level: 'info' | 'error'
  readonly text: SafeText
  /** It is not so any more when an engine is there again. */
  readonly untilBack?: boolean
}

export interface State {
  readonly look: Look
  readonly settings: Settings
  readonly size: Size
  readonly nowMs: number
  /** False while the terminal says that another window has the focus: nothing is marked read then. */
  readonly focused: boolean
  readonly engine: 'starting' | 'up' | 'away'
  readonly demo: boolean
  readonly me: MeModel | null
  readonly net: NetModel | null
  /** null until the engine has told. */
  readonly rooms: readonly RoomModel[] | null
  readonly current: RoomHandle | null
  readonly screens: ReadonlyMap<RoomHandle, RoomScreen>
  /** One per room; the empty handle is for when there is no room. */
  readonly inputs: ReadonlyMap<RoomHandle, Input>
  /** What was cut last, in whichever line: one for all rooms and dialogs. */
  readonly killed: string
  readonly overlays: readonly Overlay[]
  /** The dialog of the first start was shown. */
  readonly welcomed: boolean
  /** The rooms in the order in which they were looked at. */
  readonly visited: Visited
  readonly showRooms: boolean
  readonly showMembers: boolean
  /** Nothing of the timeline is folded or left out. */
  readonly showAll: boolean
  /** Nothing but messages and the input line, for copying. */
  readonly bare: boolean
  /** Wheel and clicks are ours: as it was chosen, or as it was switched for this run. */
  readonly mouse: boolean
  readonly notice: Notice | null
  /** The chords of a sequence that is not whole yet, with spaces between. */
  readonly pending: string | null
  /** The next request to quit quits. */
  readonly quitArmed: boolean
  /** The exit code, once the screen is to end. */
  readonly exit: number | null
}
