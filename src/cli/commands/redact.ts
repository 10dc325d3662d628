/** `hocket redact`: removes a message for good. */
import { sanitizeLine } from '../../text/sanitize.js'
import { argument, type CommandSpec } from '../command.js'

export const redactCommand: CommandSpec = {
  usage: 'redact <room> <id> [reason...]',
  summary: 'remove a message: your own, or any as the creator of the room',
  details: `Nothing brings it back. Programs that follow the protocol stop showing it and finding it, and show who removed it
and why; what is on other people's disks is not erased.`,
  examples: ['hocket redact garden $ID "wrong room"'],
  async run(context, args) {
    const engine = await context.engine()
    const room = await context.room(argument(args, 0))
    const reason = args.slice(2).join(' ')
    const removed = await engine.call('room.redact', { handle: room.handle, id: argument(args, 1), reason })
    context.out.result(removed, sanitizeLine(removed.id))
    return undefined
  },
}
