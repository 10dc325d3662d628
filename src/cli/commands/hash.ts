/** `hocket hash`: the canonical hash of a room; peers that hold the same records print the same. */
import { sanitizeLine } from '../../text/sanitize.js'
import { argument, type CommandSpec } from '../command.js'

export const hashCommand: CommandSpec = {
  usage: 'hash <room>',
  summary: 'print the canonical hash of a room',
  details: 'Equal on every peer that holds the same records, whatever the order in which they came.',
  examples: ['hocket hash garden', 'hocket hash garden --json'],
  async run(context, args) {
    const engine = await context.engine()
    const { handle, room } = await context.room(argument(args, 0))
    const hashed = await engine.call('room.hash', { handle })
    context.out.result({ room, ...hashed }, sanitizeLine(hashed.hash))
    return undefined
  },
}
