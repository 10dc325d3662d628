/** `hocket edit`: another text for a message of our own. */
import { sanitizeLine } from '../../text/sanitize.js'
import { argument, type CommandSpec } from '../command.js'
import { typedText } from '../typed-text.js'

export const editCommand: CommandSpec = {
  usage: 'edit <room> <id> [text...]',
  summary: 'give a message of your own another text',
  details: `Without a text, or with "-", the new text is standard input. The id is what "hocket send" printed, or what
"hocket tail --json" shows. Everybody sees the new text, marked as edited; the first one stays in your log.`,
  examples: ['hocket edit garden $ID "the relay is back since noon"'],
  async run(context, args) {
    const text = await typedText(context.io, args.slice(2))
    const engine = await context.engine()
    const room = await context.room(argument(args, 0))
    const edited = await engine.call('room.edit', { handle: room.handle, id: argument(args, 1), text })
    context.out.result(edited, sanitizeLine(edited.id))
    if (edited.state === 'draft')
      context.out.note(
        'The room waits for another member: the edit is kept as a draft and sent when one comes.',
      )
    return undefined
  },
}
