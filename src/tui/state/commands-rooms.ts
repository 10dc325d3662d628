/** Commands that make, find, open and describe rooms. Pure. */
import type { RoomLevel } from '../../api/views.js'
import { type SafeText, safe } from '../../text/sanitize.js'
import type { Action } from './action.js'
import { type Command, noRoom, tell } from './command.js'
import { findRoomByName } from './find-room-by-name.js'
import { openLink, openPalette, openPrompt } from './overlays.js'
import { runMentions } from './run-mentions.js'
import { selectRoom } from './selectors.js'
import type { State } from './state.js'

const group = 'rooms'
const levels: readonly RoomLevel[] = ['all', 'mentions', 'none']

export const roomCommands: readonly Command[] = [
  {
    name: 'create',
    group,
    usage: safe`/create [name]`,
    help: safe`create a room`,
    example: safe`/create garden`,
    arguments: ['text'],
    run: (rest) => (rest === '' ? [openPrompt('create')] : [{ type: 'roomCreated', name: rest }]),
  },
  {
    name: 'join',
    group,
    usage: safe`/join [link]`,
    help: safe`join by link or key`,
    example: safe`/join hocket:w/…`,
    arguments: ['text'],
    run: (rest) => (rest === '' ? [openPrompt('join')] : [{ type: 'roomJoined', link: rest }]),
  },
  {
    name: 'leave',
    aliases: ['part', 'close'],
    group,
    usage: safe`/leave [now]`,
    help: safe`leave this room; what is stored stays`,
    example: safe`/leave`,
    arguments: [['now']],
    run: runLeave,
  },
  {
    name: 'room',
    aliases: ['buffer', 'window'],
    group,
    usage: safe`/room [N|name]`,
    help: safe`go to a room`,
    example: safe`/room garden`,
    arguments: ['room'],
    reads: true,
    run: runRoom,
  },
  {
    name: 'rooms',
    group,
    usage: safe`/rooms [left]`,
    help: safe`your rooms; those that you left`,
    example: safe`/rooms left`,
    arguments: [['left']],
    reads: true,
    run: runRooms,
  },
  {
    name: 'link',
    aliases: ['invite'],
    group,
    usage: safe`/link [read]`,
    help: safe`show the link that lets others in`,
    example: safe`/link read`,
    arguments: [['read']],
    run: runLink,
  },
  {
    name: 'rename',
    group,
    usage: safe`/rename name`,
    help: safe`rename your room`,
    example: safe`/rename garden and seeds`,
    arguments: ['text'],
    run: runRename,
  },
  {
    name: 'notify',
    group,
    usage: safe`/notify [all|mentions|none]`,
    help: safe`what this room tells you of`,
    example: safe`/notify mentions`,
    arguments: [levels],
    run: runNotify,
  },
  {
    name: 'mentions',
    aliases: ['highlight', 'hilight'],
    group,
    usage: safe`/mentions [words]`,
    help: safe`words that count as mentions of you in this room alone`,
    example: safe`/mentions lyon "new york"`,
    arguments: ['text'],
    run: runMentions,
  },
]

function runLeave(rest: string, state: State): readonly Action[] | SafeText {
  const room = selectRoom(state)
  if (room === undefined) return noRoom
  if (rest !== '' && rest !== 'now')
    return safe`/leave leaves the room that is shown, and nothing is said to the others.`
  return [{ type: 'leaveAsked', handle: room.handle, now: rest === 'now' }]
}

function runRoom(rest: string, state: State): readonly Action[] | SafeText {
  if (rest === '') return [openPalette('#')]
  const found = findRoomByName(state.rooms ?? [], rest)
  if (typeof found === 'string') return found
  return [{ type: 'roomSelected', handle: found.handle }]
}

function runRooms(rest: string): readonly Action[] | SafeText {
  if (rest === '') return [openPalette('#')]
  if (rest !== 'left') return safe`/rooms lists your rooms, /rooms left those that you left.`
  return [{ type: 'leftAsked' }]
}

function runLink(rest: string, state: State): readonly Action[] | SafeText {
  const room = selectRoom(state)
  if (room === undefined) return noRoom
  if (rest !== '' && rest !== 'read')
    return safe`Write /link, or /link read for a link with which one may only read.`
  const access = rest === 'read' || room.access === 'read' ? 'r' : 'w'
  return [openLink(room.label, access), { type: 'linkAsked', access }]
}

function runRename(rest: string, state: State): readonly Action[] | SafeText {
  const room = selectRoom(state)
  if (room === undefined) return noRoom
  if (rest === '') return safe`Write the new name behind /rename.`
  return [{ type: 'roomRenamed', handle: room.handle, name: rest }]
}

function runNotify(rest: string, state: State): readonly Action[] | SafeText {
  const room = selectRoom(state)
  if (room === undefined) return noRoom
  const told = { all: safe`every message`, mentions: safe`mentions of you`, none: safe`nothing` }
  if (rest === '')
    return [tell(safe`${room.label} tells you of ${told[room.level]}. /notify all, mentions or none.`)]
  const level = levels.find((known) => known === rest)
  if (level === undefined) return safe`Write /notify all, /notify mentions or /notify none.`
  const text = safe`${room.label} tells you of ${told[level]} from now on.`
  return [{ type: 'levelChosen', handle: room.handle, level, told: text }]
}
