/**
 * Messages and drafts of the engine → models of the timeline. Every text of a person becomes SafeText here (I8). What is said of
 * several records together, such as the former nick of somebody, is known as far as the page tells it. Pure.
 */
import type { DraftView, MessageView } from '../../api/views.js'
import { joinSafe, type SafeText, safe, sanitize, sanitizeLine, sanitizeNick } from '../../text/sanitize.js'
import { nickRole } from '../style/theme.js'
import type { MeModel, MemberModel, MentionModel, MessageModel, PersonModel } from './models.js'
import { type People, peopleOf } from './people.js'

const longestRoomName = 64
const longestReply = 200
const longestEmoji = 8
/** A message that came this long after it was written is marked; so is one from a clock this far ahead of ours. */
const longAfterMs = 10 * 60_000
const aheadMs = 2 * 60_000
/** As long as a message may be on its way between people who are talking. */
const atOnceMs = 5_000

/** The messages of a page. `known` are the members: who looks like one of them is told apart here too. */
export function messageModels(
  views: readonly MessageView[],
  known: readonly MemberModel[] = [],
): MessageModel[] {
  const people = peopleOf(views, known)
  const me = known.find((member) => member.me)?.author ?? null
  return views.map((view) => {
    const person = people.person(view, view.mine ? 'mine' : 'theirs')
    return {
      id: view.id,
      kind: kindOf(view),
      timeMs: view.timeMs,
      person,
      ...textOf(view, person, me),
      mine: view.mine,
      unread: view.unread,
      mention: view.mention,
      late: view.late,
      arrival: arrivalOf(view),
      warning: warningOf(view, people),
      reply: replyOf(view, people),
      edited: view.edited,
      removed: removedOf(view, people),
      reactions: view.reactions.map(({ emoji, count, mine }) => ({
        emoji: sanitizeLine(emoji, longestEmoji),
        count,
        mine,
      })),
      delivery: view.delivery,
    }
  })
}

/**
 * A draft looks like a message of ours that is not in the log yet; one that will be an edit also says of what, as far as
 * the message is among those `shown`.
 */
export function draftModels(
  drafts: readonly DraftView[],
  me: MeModel | null,
  shown: readonly MessageModel[] = [],
): MessageModel[] {
  const nick = me?.nick ?? me?.tag ?? safe`you`
  const person: PersonModel = { author: me?.author ?? '', name: nick, nick, role: 'own', likeness: null }
  return drafts.map((draft) => ({
    id: `draft:${draft.id}`,
    kind: 'text',
    timeMs: draft.createdMs,
    person,
    text: sanitize(draft.text),
    mine: true,
    unread: false,
    mention: false,
    late: false,
    arrival: 'usual',
    warning: null,
    mentions: [],
    reply: draft.edits === null ? null : editedOf(draft.edits, shown),
    edited: draft.edits !== null,
    removed: null,
    reactions: [],
    delivery: 'waiting',
  }))
}

function editedOf(id: string, shown: readonly MessageModel[]): SafeText {
  const message = shown.find((one) => one.id === id)
  if (message === undefined) return safe`instead of an earlier message`
  return safe`instead of: ${sanitizeLine(message.text.replace(/\s+/g, ' '), longestReply)}`
}

function kindOf(view: MessageView): MessageModel['kind'] {
  if (view.type === 'join' || view.type === 'unknown') return view.type
  if (view.type !== 'text') return 'system'
  if (view.format === 1) return 'action'
  return view.format === 2 ? 'notice' : 'text'
}

function textOf(
  view: MessageView,
  person: PersonModel,
  me: string | null,
): Pick<MessageModel, 'text' | 'mentions'> {
  const mentions: readonly MentionModel[] = []
  switch (view.type) {
    case 'created':
      return { text: safe`${person.nick} created the room`, mentions }
    case 'join':
      return { text: safe`${person.nick} joined`, mentions }
    case 'profile':
      return {
        text: safe`${view.former === null ? sanitizeLine(view.tag) : sanitizeNick(view.former)} is now called ${sanitizeNick(view.text)}`,
        mentions,
      }
    case 'name':
      return {
        text: safe`${person.nick} named the room ${sanitizeLine(view.text, longestRoomName)}`,
        mentions,
      }
    case 'unknown':
      return { text: safe`${person.nick} sent something that this version cannot show`, mentions }
    default:
      return namedText(view, me)
  }
}

/** The text made safe piece by piece, so that the places of those who are named in it are still known. */
function namedText(
  { text, mentions }: MessageView,
  me: string | null,
): Pick<MessageModel, 'text' | 'mentions'> {
  const pieces: SafeText[] = []
  const named: MentionModel[] = []
  let done = 0
  let length = 0
  const add = (piece: string): number => {
    pieces.push(sanitize(piece))
    length += pieces.at(-1)?.length ?? 0
    return length
  }
  for (const { author, start, end } of mentions) {
    if (start < done || end <= start || end > text.length) continue
    const from = add(text.slice(done, start))
    const role = author === me ? 'mention' : nickRole(author)
    named.push({ start: from, end: add(text.slice(start, end)), role })
    done = end
  }
  add(text.slice(done))
  return { text: joinSafe(pieces, safe``), mentions: named }
}

function arrivalOf({ mine, timeMs, arrivedMs }: MessageView): MessageModel['arrival'] {
  if (mine) return 'usual'
  if (timeMs - arrivedMs > aheadMs) return 'before'
  if (arrivedMs - timeMs > longAfterMs) return 'long after'
  return arrivedMs - timeMs > atOnceMs ? 'usual' : 'at once'
}

function replyOf({ reply }: MessageView, people: People): SafeText | null {
  if (reply === null) return null
  const { author, nick, text } = reply
  if (author === null || nick === null || text === null) return safe`a message that is not here`
  const name = people.nick({ author, nick })
  return text === ''
    ? safe`${name}: (removed)`
    : safe`${name}: ${sanitizeLine(text.slice(0, 4 * longestReply), longestReply)}`
}

/** Nothing of ourselves: we know who we are. */
function warningOf({ type, author, text, mine }: MessageView, people: People): SafeText | null {
  return type === 'profile' && !mine ? people.warning(author, sanitizeNick(text)) : null
}

function removedOf({ removed, author }: MessageView, people: People): SafeText | null {
  if (removed === null) return null
  const by = removed.author === author ? safe`removed` : safe`removed by ${people.nick(removed)}`
  return removed.reason === '' ? by : safe`${by}: ${sanitizeLine(removed.reason, longestReply)}`
}
