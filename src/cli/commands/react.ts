/** `hocket react`: adds a reaction to a message, or takes it back. */
import { sanitizeLine } from '../../text/sanitize.js'
import { argument, type CommandSpec } from '../command.js'

export const reactCommand: CommandSpec = {
  usage: 'react <room> <id> <emoji>',
  summary: 'react to a message with an emoji',
  options: [['--remove', 'take the reaction back']],
  examples: ['hocket react garden $ID 👍', 'hocket react garden $ID 👍 --remove'],
  async run(context, args, options) {
    const engine = await context.engine()
    const { handle } = await context.room(argument(args, 0))
    const [id, emoji] = [argument(args, 1), argument(args, 2)]
    const made = await engine.call('room.react', { handle, id, emoji, on: options.remove !== true })
    context.out.result(made, sanitizeLine(made.id))
    return undefined
  },
}
