/** `hocket rooms`: the rooms of this profile with the numbers that other commands take. */
import type { LeftRoomView } from '../../api/left-room-view.js'
import type { RoomView } from '../../api/views.js'
import { joinSafe, type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import { amount } from '../../words/span-words.js'
import type { CommandSpec } from '../command.js'
import type { Context } from '../context.js'
import { formatRoomName, formatTable } from '../formats.js'

export const roomsCommand: CommandSpec = {
  usage: 'rooms',
  summary: 'list the rooms of this profile',
  details: 'Where a command takes <room>, write the name, the number, or the first characters of the id.',
  options: [['--left', 'those that were left, and how they come back']],
  examples: ['hocket rooms', 'hocket rooms --json | jq -r .name', 'hocket rooms --left'],
  async run(context, _args, options) {
    if (options.left === true) return await listLeft(context)
    const rooms = await (await context.engine()).call('rooms.list', {})
    if (context.out.json) for (const room of rooms) context.out.fact(room)
    else if (rooms.length === 0)
      context.out.note('There is no room yet. "hocket create" makes one, "hocket join" joins one.')
    else context.out.line(formatTable([header, ...rooms.map(row)]))
    return undefined
  },
}

const header = [safe`no`, safe`room`, safe`id`, safe`unread`, safe`messages`, safe`members`, safe`state`]

function row(room: RoomView): SafeText[] {
  return [
    safe`${room.number}`,
    formatRoomName(room),
    room.room === null ? safe`-` : sanitizeLine(room.room.slice(0, 8)),
    safe`${room.unread}`,
    safe`${room.messages}`,
    safe`${room.members}`,
    formatState(room),
  ]
}

/** What is worth knowing of a room, most urgent first. */
function formatState(room: RoomView): SafeText {
  const parts: SafeText[] = []
  if (room.state === 'waiting') parts.push(safe`waits for its first member`)
  else if (room.notice !== null) parts.push(sanitizeLine(room.notice.replace(/\.$/, '')))
  if (room.mentions > 0) parts.push(amount(room.mentions, safe`mention`))
  if (room.late > 0) parts.push(safe`${room.late} of the unread came late`)
  if (room.level === 'mentions') parts.push(safe`only mentions are told`)
  if (room.level === 'none') parts.push(safe`nothing is told`)
  if (room.access === 'read') parts.push(safe`read only`)
  if (room.drafts > 0) parts.push(amount(room.drafts, safe`draft`))
  if (room.onlyHere > 0) parts.push(safe`${room.onlyHere} only here`)
  if (room.sync.missingBlocks > 0) parts.push(safe`${room.sync.missingBlocks} to fetch`)
  if (room.held > 0) parts.push(safe`${room.held} dated in the future`)
  parts.push(room.peers > 0 ? amount(room.peers, safe`peer`) : safe`nobody connected`)
  return joinSafe(parts, safe`, `)
}

/** The numbers are theirs for ever: no other room gets them. */
async function listLeft(context: Context): Promise<undefined> {
  const { out } = context
  const rooms = await (await context.engine()).call('rooms.left', {})
  if (out.json) for (const room of rooms) out.fact(room)
  else if (rooms.length === 0) out.note('No room was left.')
  else {
    out.line(formatTable([leftHeader, ...rooms.map(leftRow)]))
    out.note('"hocket join" with its number brings a room back, with its history.')
  }
  return undefined
}

const leftHeader = [safe`no`, safe`room`, safe`id`, safe`messages`, safe`state`]

function leftRow({ number, name, room, messages, access }: LeftRoomView): SafeText[] {
  return [
    safe`${number}`,
    formatRoomName({ name }),
    room === null ? safe`-` : sanitizeLine(room.slice(0, 8)),
    safe`${messages}`,
    access === 'read' ? safe`left, read only` : safe`left`,
  ]
}
