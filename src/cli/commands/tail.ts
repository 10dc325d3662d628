/** `hocket tail`: the newest lines of a room, and with -f every line that comes. */
import { argument, type CommandSpec } from '../command.js'
import { followRoom } from '../follow-room.js'
import { wholeNumber } from '../options.js'
import { printMessage } from '../print-message.js'
import { newestLines } from '../timeline-reader.js'

const defaultLines = 20

export const tailCommand: CommandSpec = {
  usage: 'tail <room>',
  summary: 'print the newest lines of a room, and follow it',
  details: `With -f it stays and prints every line once, when it comes. A line that belongs before lines which are printed
already, because it was written offline, is marked (late). What is edited, removed or reacted to later is not printed
anew: tail again to see it as it is now. Where the locale is UTF-8, :tada: is printed as the emoji.
With --json: one object a line with id, room, author (identity key), nick, device, log, seq, hlc, time, type, text,
mention (it names you), mentions, reply, edited, removed and reactions.`,
  options: [
    ['-n, --lines <count>', `how many lines (default ${defaultLines})`],
    ['-f, --follow', 'stay and print what comes'],
  ],
  examples: ['hocket tail garden', 'hocket tail garden -n 200', 'hocket tail 2 -f --json | jq -r .text'],
  async run(context, args, options) {
    const count = wholeNumber(options, 'lines', { min: 0, max: 1_000_000 }) ?? defaultLines
    const { clock, out, stop } = context
    const engine = await context.engine()
    const sinceMs = clock.now()
    const room = await context.room(argument(args, 0))
    if (room.state === 'waiting')
      out.note('The room waits for its first member: its messages come with whoever is online.')
    const timeline = { engine, handle: room.handle }
    const shown = await newestLines(timeline, Math.max(1, count))
    for (const message of count === 0 ? [] : shown) {
      await printMessage(out, message)
      await out.flushed()
    }
    if (options.follow !== true) return undefined
    for await (const { message, late } of followRoom({ ...timeline, clock, stop, shown, room, sinceMs })) {
      await printMessage(out, message, { late })
      await out.flushed()
    }
    return undefined
  },
}
