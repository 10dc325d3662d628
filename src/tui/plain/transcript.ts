/**
 * What the linear face says about every change of the state: each thing once, in the order in which it came about. Owns
 * the memory of what was said. Only makes lines: prints nothing, asks nothing.
 */
import type { RoomHandle } from '../../api/views.js'
import { type SafeText, safe } from '../../text/sanitize.js'
import type { MessageModel, RoomModel } from '../state/models.js'
import { selectRoom, selectScreen } from '../state/selectors.js'
import type { State, Window } from '../state/state.js'
import type { Change } from '../state/store.js'
import { dayName } from '../timeline/times.js'
import { changeLines, draftLines, lateQualifier } from './say-message.js'
import { activityOf, roomChanges, roomSummary } from './say-room.js'
import { foldedLines, type Speech, withEmoji } from './spoken.js'

/** Messages of a room that was not looked at before, when fewer are unread. */
const firstMessages = 5
/** Of one room; what lies further back comes from the history again only when it is asked for. */
const remembered = 8_192

/** What was said of one room. */
interface Told {
  readonly ids: Set<string>
  /** The oldest that was really said. */
  oldest: string | null
  day: string
}

export class Transcript {
  readonly #speech: Speech
  readonly #told = new Map<RoomHandle, Told>()
  #summaryDue = true
  /** The current room's messages as they were last seen. */
  #shown: { readonly handle: RoomHandle; readonly messages: ReadonlyMap<string, MessageModel> } | undefined

  constructor(speech: Speech) {
    this.#speech = speech
  }

  /** The lines that `change` makes necessary. */
  follow({ before, after }: Change): SafeText[] {
    const lines: SafeText[] = []
    if (after.engine !== before.engine) lines.push(...engineLines(before, after))
    if (after.rooms !== before.rooms) lines.push(...roomsLines(before, after))
    if (after.current !== before.current) this.#summaryDue = true
    if (after.screens !== before.screens || after.rooms !== before.rooms) lines.push(...this.#room(after))
    return lines
  }

  /** The oldest message of a room that was said; null when none was. */
  oldest(handle: RoomHandle): string | null {
    return this.#of(handle).oldest
  }

  /** Messages that were asked for, of before everything that was said. */
  older(handle: RoomHandle, messages: readonly MessageModel[]): SafeText[] {
    const told = this.#of(handle)
    const unsaid = messages.filter(({ id }) => id !== told.oldest)
    if (unsaid[0] === undefined) return []
    told.oldest = unsaid[0].id
    told.day = ''
    const lines = this.#messages(handle, unsaid, () => [])
    told.day = '' // what comes next is of another time
    return lines
  }

  #room(state: State): SafeText[] {
    const room = selectRoom(state)
    const { window, drafts, entered } = selectScreen(state)
    if (room === undefined || window === null || entered) return []
    const told = this.#of(room.handle)
    const lines: SafeText[] = []
    const first = told.ids.size === 0
    if (this.#summaryDue) lines.push(roomSummary(room, state.net))
    if (this.#summaryDue && first) passOver(window, told)
    this.#summaryDue = false
    if (window.messages.length > 0 && !window.named) return lines // who is who decides how they are called
    lines.push(...this.#newMessages(room, window, told))
    lines.push(...this.#changes(room.handle, window))
    for (const draft of drafts) {
      if (told.ids.has(draft.id)) continue
      told.ids.add(draft.id)
      lines.push(...draftLines(withEmoji(draft, this.#speech)))
    }
    return lines
  }

  #newMessages(room: RoomModel, window: Window, told: Told): SafeText[] {
    const newest = window.messages.findLastIndex(({ id }) => told.ids.has(id))
    const fresh = window.messages.filter(({ id }) => !told.ids.has(id))
    const isGap = newest < 0 && told.ids.size > 0 && !window.atStart && fresh.length > 0
    const below = new Set(window.messages.slice(newest + 1).map(({ id }) => id))
    const lines = this.#messages(room.handle, fresh, (message) =>
      message.late || (newest >= 0 && !below.has(message.id)) ? [lateQualifier(message)] : [],
    )
    forget(told)
    return isGap ? [safe`More came than can be read out; /older reads what stands before.`, ...lines] : lines
  }

  /** Messages that were said and are not what they were. */
  #changes(handle: RoomHandle, { messages }: Window): SafeText[] {
    const former = this.#shown?.handle === handle ? this.#shown.messages : new Map<string, MessageModel>()
    this.#shown = { handle, messages: new Map(messages.map((message) => [message.id, message])) }
    return messages.flatMap((message) => {
      const before = former.get(message.id)
      return before === undefined || before === message
        ? []
        : changeLines(withEmoji(before, this.#speech), withEmoji(message, this.#speech))
    })
  }

  #messages(
    handle: RoomHandle,
    messages: readonly MessageModel[],
    qualify: (message: MessageModel) => SafeText[],
  ): SafeText[] {
    const told = this.#of(handle)
    return messages.flatMap((message) => {
      told.ids.add(message.id)
      told.oldest ??= message.id
      const qualifiers = qualify(message)
      const lines = foldedLines(withEmoji(message, this.#speech), qualifiers, this.#speech)
      const day = dayName(message.timeMs)
      if (qualifiers.length > 0 || day === told.day) return lines
      told.day = day
      return [safe`-- ${day}`, ...lines]
    })
  }

  #of(handle: RoomHandle): Told {
    const known = this.#told.get(handle)
    if (known !== undefined) return known
    const told: Told = { ids: new Set(), oldest: null, day: '' }
    this.#told.set(handle, told)
    return told
  }
}

/** What was there before one came: only the unread of it is said, or the last few. */
function passOver({ messages }: Window, told: Told): void {
  const unread = messages.findIndex((message) => message.unread)
  const start = Math.min(unread < 0 ? messages.length : unread, Math.max(0, messages.length - firstMessages))
  for (const { id } of messages.slice(0, start)) told.ids.add(id)
}

function forget({ ids }: Told): void {
  for (const id of ids) {
    if (ids.size <= remembered) return
    ids.delete(id)
  }
}

function engineLines(before: State, after: State): SafeText[] {
  if (after.engine === 'away')
    return [safe`The engine is away. Nothing was lost; it is being attached again.`]
  return before.engine === 'away' ? [safe`The engine is back.`] : []
}

/** What happened in the rooms: in the current one who is there, in the others that something is unread. */
function roomsLines(before: State, after: State): SafeText[] {
  const known = new Map((before.rooms ?? []).map((room) => [room.handle, room]))
  return (after.rooms ?? []).flatMap((room) => {
    const former = known.get(room.handle)
    if (former === undefined || former === room) return []
    if (room.handle === after.current) return roomChanges(former, room)
    return isNewActivity(former, room) ? [activityOf(room)] : []
  })
}

/** The first unread message of a room is worth a line, and every one that names us. */
function isNewActivity(before: RoomModel, after: RoomModel): boolean {
  if (after.level === 'none') return false
  if (after.mentions > before.mentions) return true
  return after.level === 'all' && before.unread === 0 && after.unread > 0
}
