/** `hocket link`: hands out a room's link, only when asked for, and says what it grants. */
import { safe, sanitizeLine } from '../../text/sanitize.js'
import { argument, type CommandSpec } from '../command.js'
import { formatQr } from '../qr.js'

const grants = {
  w: 'Whoever has this link can read and write in the room, and invite others. It cannot be taken back.',
  r: 'Whoever has this link can read the room, now and later, but not write. It cannot be taken back.',
}

export const linkCommand: CommandSpec = {
  usage: 'link <room>',
  summary: "print a room's link",
  details:
    'The link is the key of the room. Give it only to people who shall be in, over a channel that you trust.',
  options: [
    ['--read', 'a link that lets others read only'],
    ['--qr', 'as a QR code'],
  ],
  examples: ['hocket link garden', 'hocket link garden --qr', 'hocket link garden --read'],
  async run(context, args, options) {
    const kind = options.read === true ? 'r' : 'w'
    const engine = await context.engine()
    const { handle } = await context.room(argument(args, 0))
    const { link } = await engine.call('room.link', { handle, kind })
    if (options.qr === true && !context.out.json) context.out.line(await formatQr(link))
    context.out.result({ link, kind }, safe`${sanitizeLine(link)}`)
    context.out.note(grants[kind])
    return undefined
  },
}
