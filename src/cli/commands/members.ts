/** `hocket members`: who is in a room, and who is there now. */
import type { MemberView } from '../../api/views.js'
import { type SafeText, safe, sanitizeLine, sanitizeNick } from '../../text/sanitize.js'
import { argument, type CommandSpec } from '../command.js'
import { formatDay, formatTable, formatTime } from '../formats.js'

export const membersCommand: CommandSpec = {
  usage: 'members <room>',
  summary: 'list the members of a room',
  details: `The tag is the start of a member's identity key: two members may choose the same nick, never the same key.
"here since" is the day of a member's first record in the room, by the clock of who wrote it.`,
  examples: ['hocket members garden', 'hocket members garden --json'],
  async run(context, args) {
    const engine = await context.engine()
    const { handle } = await context.room(argument(args, 0))
    const members = await engine.call('room.members', { handle })
    if (context.out.json) for (const member of members) context.out.fact(member)
    else context.out.line(formatTable([header, ...members.map(row)]))
    return undefined
  },
}

const header = [
  safe`nick`,
  safe`tag`,
  safe`now`,
  safe`role`,
  safe`messages`,
  safe`last written`,
  safe`here since`,
]

function row(member: MemberView): SafeText[] {
  return [
    member.nick === null ? safe`-` : sanitizeNick(member.nick),
    sanitizeLine(member.tag),
    member.me ? safe`you` : member.online ? safe`online` : safe`-`,
    sanitizeLine(member.role),
    safe`${member.messages}`,
    member.lastMs === 0 ? safe`-` : formatTime(member.lastMs),
    formatDay(member.sinceMs),
  ]
}
