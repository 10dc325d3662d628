/** `hocket nick`: who I am here; with a name, how others see me in every room. */
import { safe, sanitizeLine, sanitizeNick } from '../../text/sanitize.js'
import type { CommandSpec } from '../command.js'

export const nickCommand: CommandSpec = {
  usage: 'nick [name]',
  summary: 'show or set your nick, in every room',
  examples: ['hocket nick ana', 'hocket nick'],
  async run(context, [nick]) {
    const engine = await context.engine()
    const me = await engine.call('me.nick', nick === undefined ? {} : { nick })
    const name = me.nick === null ? safe`(no nick yet)` : sanitizeNick(me.nick)
    context.out.result(me, safe`${name}  ${sanitizeLine(me.tag)}`)
    return undefined
  },
}
