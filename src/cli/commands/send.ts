/** `hocket send`: returns only when the message is on disk, in the log or as a draft; prints its id. */
import { bounds } from '../../api/bounds.js'
import type { EngineClient } from '../../api/client.js'
import { isHocketError } from '../../errors.js'
import { newSendId } from '../../rpc/send-id.js'
import { sanitizeLine } from '../../text/sanitize.js'
import { argument, type CommandSpec } from '../command.js'
import type { Context } from '../context.js'
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
    const sendId = newSendId()
    const send = async (client: EngineClient) => {
      if (lingerS !== undefined) await client.call('engine.linger', { lingerMs: lingerS * 1000 })
      return client.call('room.send', { handle: room.handle, text, sendId, ...reply })
    }
    const sent = await send(engine).catch((error: unknown) => sendAgain(error, context, send))
    context.out.result(sent, sanitizeLine(sent.id))
    if (sent.state === 'draft') {
      context.out.note(
        'The room waits for its first member: the message is kept as a draft and sent when one comes.',
      )
    }
    return undefined
  },
}

/** After an engine that ended meanwhile: whatever it had stored, the message is there once. */
async function sendAgain<T>(
  error: unknown,
  context: Context,
  send: (client: EngineClient) => Promise<T>,
): Promise<T> {
  if (!isHocketError(error, 'ENGINE_GONE')) throw error
  const client = await context.reattach()
  try {
    return await send(client)
  } finally {
    await client.close()
  }
}
