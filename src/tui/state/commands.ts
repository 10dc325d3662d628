/**
 * The slash commands, as a table from which the help is made, and the way of a line: a command becomes an action, an unknown one
 * an error that is never sent, and anything else a message. Commands come from the keyboard alone. Pure.
 */
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import type { Action } from './action.js'
import type { ArgumentKind } from './completion/argument-kind.js'
import { mentionsWithin } from './mention-ranges.js'
import { tooLong } from './message-size.js'
import type { MessageModel } from './models.js'
import { openLink, openMembers, openNet, openPrompt, openSearch } from './overlays.js'
import { namedMessage } from './picked.js'
import { selectInput, selectRoom } from './selectors.js'
import type { State } from './state.js'

export interface Command {
  readonly name: string
  readonly usage: SafeText
  readonly help: SafeText
  /** What stands behind the name, for Tab. */
  readonly arguments?: readonly ArgumentKind[]
  /** The actions for what was typed behind the name, or a sentence that says what is wrong. */
  run(rest: string, state: State): readonly Action[] | SafeText
}

export const commands: readonly Command[] = [
  {
    name: 'help',
    usage: safe`/help`,
    help: safe`this help`,
    run: () => [{ type: 'overlayOpened', overlay: { kind: 'help', top: 0 } }],
  },
  {
    name: 'create',
    usage: safe`/create [name]`,
    help: safe`create a room`,
    run: (rest) => (rest === '' ? [openPrompt('create')] : [{ type: 'roomCreated', name: rest }]),
  },
  {
    name: 'join',
    usage: safe`/join [link]`,
    help: safe`join by link or key`,
    run: (rest) => (rest === '' ? [openPrompt('join')] : [{ type: 'roomJoined', link: rest }]),
  },
  {
    name: 'nick',
    usage: safe`/nick [name]`,
    help: safe`choose your name`,
    run: (rest, state) => (rest === '' ? [tell(whoAmI(state))] : [{ type: 'nickChosen', nick: rest }]),
  },
  {
    name: 'link',
    usage: safe`/link [read]`,
    help: safe`show its link`,
    arguments: [['read']],
    run: runLink,
  },
  {
    name: 'names',
    usage: safe`/names`,
    help: safe`who is in this room`,
    run: (_, state) => (selectRoom(state) === undefined ? noRoom : [openMembers()]),
  },
  {
    name: 'net',
    usage: safe`/net`,
    help: safe`why nobody is here`,
    run: () => [openNet()],
  },
  {
    name: 'search',
    usage: safe`/search [words]`,
    help: safe`search the messages`,
    run: (rest, state) => openSearch(state, rest),
  },
  {
    name: 'me',
    usage: safe`/me text`,
    help: safe`say what you do`,
    arguments: ['text'],
    run: (rest, state) =>
      rest === ''
        ? safe`Write what you do behind /me.`
        : sendOf(state, { typed: `/me ${rest}`, text: rest, format: 1 }),
  },
  {
    name: 'info',
    usage: safe`/info`,
    help: safe`all about the picked message`,
    run: (_, state) => aboutMessage(state, ({ id }, handle) => ({ type: 'infoAsked', handle, id })),
  },
  {
    name: 'id',
    usage: safe`/id`,
    help: safe`copy the id of the picked message`,
    run: (_, state) => aboutMessage(state, copyId),
  },
  {
    name: 'quit',
    usage: safe`/quit`,
    help: safe`leave hocket`,
    run: () => [{ type: 'quitAsked', ask: 'when-only-here' }],
  },
]

const noRoom = safe`There is no room here yet: use /create or /join.`

/** What Enter does with `typed`: the actions, in order. Nothing for blank lines. */
export function enterLine(state: State, typed: string): readonly Action[] {
  if (typed.trim() === '') return []
  const isCommand = typed.startsWith('/') && !typed.startsWith('//') && !typed.includes('\n') // several lines are text
  if (!isCommand) {
    const text = typed.startsWith('//') ? typed.slice(1) : typed
    return orNotice(sendOf(state, { typed, text, format: 0 }))
  }
  const [, name = '', rest = ''] = /^\/(\S*)\s*(.*)$/.exec(typed.trimEnd()) ?? []
  const command = commands.find((known) => known.name === name.toLowerCase())
  if (command === undefined) {
    return [
      fail(
        safe`There is no command ${sanitizeLine(`/${name}`, 24)}: nothing was sent. /help lists them; // sends a leading slash.`,
      ),
    ]
  }
  const result = command.run(rest, state)
  const sends = typeof result !== 'string' && result.some((action) => action.type === 'textSent')
  if (typeof result === 'string' || sends) return orNotice(result)
  return [{ type: 'commandEntered', text: typed }, ...result]
}

/** Sends `text`, whatever it begins with, as a message of the current room. */
export function sendText(state: State, text: string): readonly Action[] {
  return orNotice(sendOf(state, { typed: text, text, format: 0 }))
}

function sendOf(
  state: State,
  message: { readonly typed: string; readonly text: string; readonly format: 0 | 1 },
): readonly Action[] | SafeText {
  if (state.rooms === null)
    return safe`Your rooms are not here yet: your text stays here. Press Enter again in a moment.`
  const room = selectRoom(state)
  if (room === undefined) return noRoom
  if (state.engine !== 'up')
    return safe`The engine is away: your text stays here. It is sent when you press Enter again.`
  const problem = tooLong(message.text)
  if (problem !== undefined) return problem
  if (room.access === 'read') return safe`You may read this room but not write in it.`
  const { editor, answer } = selectInput(state)
  const mentions = mentionsWithin(editor.mentions, message.typed, message.text)
  return [{ type: 'textSent', handle: room.handle, ...message, mentions, answer }]
}

function runLink(rest: string, state: State): readonly Action[] | SafeText {
  const room = selectRoom(state)
  if (room === undefined) return noRoom
  const access = rest === 'read' || room.access === 'read' ? 'r' : 'w'
  return [openLink(room.label, access), { type: 'linkAsked', access }]
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

function whoAmI(state: State): SafeText {
  if (state.me === null) return safe`The engine has not told yet who you are.`
  const nick = state.me.nick === null ? safe`You have no nickname yet` : safe`You are ${state.me.nick}`
  return safe`${nick}; your key begins with ${state.me.tag}. /nick NAME changes your name.`
}

function orNotice(result: readonly Action[] | SafeText): readonly Action[] {
  return typeof result === 'string' ? [fail(result)] : result
}

function tell(text: SafeText): Action {
  return { type: 'noticed', notice: { level: 'info', text } }
}

function fail(text: SafeText): Action {
  return { type: 'noticed', notice: { level: 'error', text } }
}
