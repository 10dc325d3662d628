/** What stands in a room that has no message yet, and where there is no room: what to do now. Pure. */
import { type SafeText, safe, sliceSafe } from '../../text/sanitize.js'
import { wrap } from '../../text/wrap.js'
import { amount } from '../../words/span-words.js'
import type { RoomModel } from '../state/models.js'
import { selectRoom, selectScreen } from '../state/selectors.js'
import type { State } from '../state/state.js'

const widest = 58

/** Lines of at most `cols` cells; undefined where there are messages to show. */
export function emptyWords(state: State, cols: number): readonly SafeText[] | undefined {
  return paragraphsOf(state)?.flatMap((text) => {
    const lines = wrap(text, Math.max(1, Math.min(widest, cols - 2)))
    return text === '' ? [text] : lines.map(({ start, end }) => sliceSafe(text, start, end))
  })
}

function paragraphsOf(state: State): readonly SafeText[] | undefined {
  const room = selectRoom(state)
  if (room === undefined) return state.rooms === null ? [safe`One moment...`] : noRoomWords
  const { window, drafts } = selectScreen(state)
  if (window === null) return [safe`One moment...`]
  const isSpoken = window.messages.some(({ kind }) => kind !== 'join' && kind !== 'system')
  if (isSpoken || drafts.length > 0 || !window.atStart || !window.atEnd) return undefined
  if (room.state === 'waiting') return waitingWords(room)
  return quietWords(room, state)
}

const noRoomWords: readonly SafeText[] = [
  safe`You are in no room yet.`,
  safe``,
  safe`/create NAME   begins one`,
  safe`/join LINK     enters one`,
  safe`/nick NAME     says what you are called`,
]

function waitingWords({ label, access }: RoomModel): readonly SafeText[] {
  const kept = access === 'write' ? safe` What you write is kept until then.` : safe``
  return [
    safe`${label} waits for its first member.`,
    safe``,
    safe`As soon as one who has the room is online, its name and its history arrive.${kept}`,
  ]
}

function quietWords(room: RoomModel, { look: { glyphs } }: State): readonly SafeText[] {
  const { label, members, peers, access } = room
  const invite =
    members > 1 ? safe`Invite someone else:` : safe`You are the only member so far. Invite someone:`
  const kept =
    access === 'write'
      ? safe` Messages you write are kept and delivered as soon as another member appears.`
      : safe``
  const online =
    peers === 0
      ? safe`${glyphs.offline} 0 peers: nobody is online.${kept}`
      : safe`${glyphs.online} ${amount(peers, safe`peer`)} online: write the first message.`
  return [
    safe`${label} is quiet.`,
    safe``,
    invite,
    safe``,
    safe`/link   show a link and a QR code`,
    safe``,
    online,
  ]
}
