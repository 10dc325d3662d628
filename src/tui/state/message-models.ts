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
/** Who joins chooses a nick at once; that needs no second line. */
const firstNickMs = 60_000

/** The messages of a page. `known` are the members: who looks like one of them is told apart here too. */
export function messageModels(
  views: readonly MessageView[],
  known: readonly MemberModel[] = [],
): MessageModel[] {
  const page = {
    people: peopleOf(views, known),
    creator: known.find(({ creator }) => creator)?.author ?? null,
  }
  const me = known.find((member) => member.me)?.author ?? null
  const history = new Map<string, Former>()
  return views.map((view) => {
    const former = history.get(view.author) ?? { nick: null, joinedMs: null }
    history.set(view.author, after(former, view))
    const person = page.people.person(view, view.mine ? 'mine' : 'theirs')
    const kind = kindOf(view, former, page.creator)
    return {
      id: view.id,
      kind,
      timeMs: view.timeMs,
      person,
      ...textOf(view, { former, person, me, kind }),
      mine: view.mine,
      unread: view.unread,
      mention: view.mention,
      late: view.late,
      arrival: arrivalOf(view),
      quiet: isFirstNick(view, former),
      reply: replyOf(view, page.people),
      edited: view.edited,
      removed: removedOf(view),
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
  const person: PersonModel = { author: me?.author ?? '', name: nick, nick, role: 'own' }
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
    quiet: false,
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

/** What the page has told of somebody so far. */
interface Former {
  readonly nick: SafeText | null
  readonly joinedMs: number | null
}

function after(former: Former, view: MessageView): Former {
  if (view.type === 'join') return { ...former, joinedMs: former.joinedMs ?? view.timeMs }
  return view.type === 'profile' ? { ...former, nick: sanitizeNick(view.text) } : former
}

function isFirstNick(view: MessageView, { nick, joinedMs }: Former): boolean {
  const isFirst = view.type === 'profile' && nick === null && joinedMs !== null
  return isFirst && view.timeMs - joinedMs <= firstNickMs
}

function kindOf(view: MessageView, { joinedMs }: Former, creator: string | null): MessageModel['kind'] {
  if (view.type === 'join') return view.author === creator && joinedMs === null ? 'system' : 'join'
  if (view.type === 'unknown') return 'unknown'
  if (view.type !== 'text') return 'system'
  if (view.format === 1) return 'action'
  return view.format === 2 ? 'notice' : 'text'
}

interface Around {
  readonly former: Former
  readonly person: PersonModel
  readonly me: string | null
  readonly kind: MessageModel['kind']
}

function textOf(
  view: MessageView,
  { former, person, me, kind }: Around,
): Pick<MessageModel, 'text' | 'mentions'> {
  const mentions: readonly MentionModel[] = []
  switch (view.type) {
    case 'join':
      return {
        text: safe`${person.nick} ${kind === 'join' ? safe`joined` : safe`created the room`}`,
        mentions,
      }
    case 'profile':
      return {
        text: safe`${former.nick ?? sanitizeLine(view.tag)} is now called ${sanitizeNick(view.text)}`,
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
  return arrivedMs - timeMs > longAfterMs ? 'long after' : 'usual'
}

function replyOf({ reply }: MessageView, people: People): SafeText | null {
  if (reply === null) return null
  const { author, nick, text } = reply
  if (author === null || nick === null || text === null) return safe`a message that is not here`
  const name = people.person({ author, nick, tag: nick }, 'theirs').nick
  return text === ''
    ? safe`${name}: (removed)`
    : safe`${name}: ${sanitizeLine(text.slice(0, 4 * longestReply), longestReply)}`
}

function removedOf({ removed, author, nick }: MessageView): SafeText | null {
  if (removed === null) return null
  const by =
    removed.nick === nick && author !== '' ? safe`removed` : safe`removed by ${sanitizeNick(removed.nick)}`
  return removed.reason === '' ? by : safe`${by}: ${sanitizeLine(removed.reason, longestReply)}`
}
