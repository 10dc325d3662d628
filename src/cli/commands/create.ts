/** `hocket create`: a new room on this profile. */
import { safe } from '../../text/sanitize.js'
import type { CommandSpec } from '../command.js'
import { formatRoomName } from '../formats.js'

export const createCommand: CommandSpec = {
  usage: 'create [name]',
  summary: 'create a room',
  details: 'You are its first member. "hocket link" prints the link that lets others in.',
  examples: ['hocket create garden', 'hocket create "book club" --json'],
  async run(context, [name = 'room']) {
    const engine = await context.engine()
    const room = await engine.call('room.create', { name })
    context.out.result(room, safe`Created ${formatRoomName(room)}, room ${room.number}.`)
    if (!context.out.json)
      context.out.note(`"hocket link ${room.number}" prints the link that lets others in.`)
    return undefined
  },
}
