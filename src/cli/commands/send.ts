/** `hocket send`: returns only when the message is on disk, in the log or as a draft; prints its id. */
import { bounds } from '../../api/bounds.js'
import { sanitizeLine } from '../../text/sanitize.js'
import { argument, type CommandSpec } from '../command.js'
import { wholeNumber } from '../options.js'
import { typedText } from '../typed-text.js'

export const sendCommand: CommandSpec = {
  usage: 'send <room> [text...]',
  summary: 'send a message',
  details: `Without a text, or with "-", the message is standard input. Prints the id when the message is on disk.
An engine that was started for this stays until another member holds the message, or the linger time is over.`,
  options: [
    ['--reply <id>', 'the message that this one answers'],
    ['--linger <seconds>', 'how long an engine waits for another member (default 30)'],
  ],
  examples: [
    'hocket send garden "the relay is back"',
    'git log -1 | hocket send 2',
    'hocket send garden - < note.txt',
  ],
  async run(context, args, options) {
    const lingerS = wholeNumber(options, 'linger', { min: 0, max: bounds.lingerMs / 1000 })
    const text = await typedText(context.io, args.slice(1))
    const reply = options.reply === undefined ? {} : { reply: String(options.reply) }
    const engine = await context.engine()
    const room = await context.room(argument(args, 0))
    if (lingerS !== undefined) await engine.call('engine.linger', { lingerMs: lingerS * 1000 })
    const sent = await engine.call('room.send', { handle: room.handle, text, ...reply })
    context.out.result(sent, sanitizeLine(sent.id))
    if (sent.state === 'draft') {
      context.out.note(
        'The room waits for its first member: the message is kept as a draft and sent when one comes.',
      )
    }
    return undefined
  },
}
