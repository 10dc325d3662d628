/** `hocket leave`: ends the looking for a room and its sync on this machine; everything stored stays. */
import { safe } from '../../text/sanitize.js'
import { amount } from '../../words/span-words.js'
import { argument, type CommandSpec } from '../command.js'
import { formatRoomName } from '../formats.js'

export const leaveCommand: CommandSpec = {
  usage: 'leave <room>',
  summary: 'leave a room on this machine; what is stored stays',
  details: `Others are not told. The room is not looked for, synced or listed any more, and everything of it stays on this
disk: "hocket join" with its number or its link brings it back with its history. It is not left while messages of
yours exist only here, unless you say --now.`,
  options: [['--now', 'also when messages exist only here']],
  examples: ['hocket leave garden', 'hocket join 3'],
  async run(context, args, options) {
    const engine = await context.engine()
    const { handle } = await context.room(argument(args, 0))
    const left = await engine.call('room.leave', { handle, now: options.now === true })
    const kept = safe`Everything stored stays here: ${amount(left.messages, safe`message`)}.`
    const back = safe`"hocket join ${left.number}" brings it back.`
    context.out.result(left, safe`Left ${formatRoomName(left)}. ${kept} ${back}`)
    return undefined
  },
}
