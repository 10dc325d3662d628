/** Commands about messages: writing, finding, clearing, keeping them. Pure. */
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import type { Action } from './action.js'
import { type Command, noRoom } from './command.js'
import type { MessageModel } from './models.js'
import { openSearch } from './overlays.js'
import { namedMessage } from './picked.js'
import { selectRoom, selectScreen } from './selectors.js'
import { sendOf } from './send.js'
import type { State } from './state.js'

const group = 'messages'

export const messageCommands: readonly Command[] = [
  {
    name: 'me',
    group,
    usage: safe`/me text`,
    help: safe`say what you do`,
    example: safe`/me waters the plants`,
    arguments: ['text'],
    run: (rest, state) =>
      rest === '' ? safe`Write what you do behind /me.` : sendOf(state, { text: rest, format: 1 }),
  },
  {
    name: 'edit',
    group,
    usage: safe`/edit [text]`,
    help: safe`write in $VISUAL or $EDITOR`,
    example: safe`/edit`,
    arguments: ['text'],
    run: (rest) => [{ type: 'edited', edit: { op: 'set', text: rest } }, { type: 'editorAsked' }],
  },
  {
    name: 'say',
    group,
    usage: safe`/say text`,
    help: safe`send text as it is; so does //text`,
    example: safe`/say /help lists the commands`,
    arguments: ['text'],
    run: (rest, state) =>
      rest === '' ? safe`Write what to send behind /say.` : sendOf(state, { text: rest, format: 0 }),
  },
  {
    name: 'search',
    aliases: ['find', 'grep'],
    group,
    usage: safe`/search [words]`,
    help: safe`search the messages`,
    example: safe`/search relay lyon`,
    arguments: ['text'],
    reads: true,
    run: (rest, state) => openSearch(state, rest),
  },
  {
    name: 'unread',
    group,
    usage: safe`/unread [n]`,
    help: safe`the last n messages are unread again`,
    example: safe`/unread 5`,
    arguments: [],
    run: runUnread,
  },
  {
    name: 'info',
    group,
    usage: safe`/info`,
    help: safe`all about the picked message`,
    example: safe`/info`,
    arguments: [],
    reads: true,
    run: (_, state) => aboutMessage(state, ({ id }, handle) => ({ type: 'infoAsked', handle, id })),
  },
  {
    name: 'id',
    group,
    usage: safe`/id`,
    help: safe`copy the id of the picked message`,
    example: safe`/id`,
    arguments: [],
    reads: true,
    run: (_, state) => aboutMessage(state, copyId),
  },
  {
    name: 'clear',
    group,
    usage: safe`/clear`,
    help: safe`empty the view; scrolling up brings all back`,
    example: safe`/clear`,
    arguments: [],
    run: (_, state) => (selectRoom(state) === undefined ? noRoom : [{ type: 'viewCleared' }]),
  },
  {
    name: 'export',
    group,
    usage: safe`/export file`,
    help: safe`write this room's messages to a new file`,
    example: safe`/export ~/garden.txt`,
    arguments: ['file'],
    run: runExport,
  },
]

function runUnread(rest: string, state: State): readonly Action[] | SafeText {
  const room = selectRoom(state)
  if (room === undefined) return noRoom
  const count = rest === '' ? 1 : Number(rest)
  if (!Number.isInteger(count) || count < 1)
    return safe`/unread takes how many of the last messages: /unread 5.`
  const messages = selectScreen(state).window?.messages ?? []
  const others = messages.filter((message) => !message.mine && message.kind !== 'join')
  const first = others.at(-Math.min(count, others.length))
  if (first === undefined) return safe`There is no message of anybody else here.`
  return [{ type: 'unreadChosen', handle: room.handle, id: first.id }]
}

function runExport(rest: string, state: State): readonly Action[] | SafeText {
  const room = selectRoom(state)
  if (room === undefined) return noRoom
  if (rest === '') return safe`Write the name of a new file behind /export.`
  return [{ type: 'exportAsked', handle: room.handle, file: rest }]
}

/** About the message that was picked, or the newest in view. */
function aboutMessage(
  state: State,
  act: (message: MessageModel, handle: string) => Action,
): readonly Action[] | SafeText {
  const message = namedMessage(state)
  const room = selectRoom(state)
  if (message === undefined || room === undefined) return safe`There is no message here to tell about.`
  return [act(message, room.handle)]
}

function copyId({ id }: MessageModel): Action {
  const text = sanitizeLine(id)
  return { type: 'textCopied', text, told: safe`Message id, copied where the terminal allows it: ${text}` }
}
