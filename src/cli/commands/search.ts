/** `hocket search`: full-text search in what is on this machine, newest first. */
import { bounds } from '../../api/bounds.js'
import type { SearchHitView } from '../../api/views.js'
import { HocketError } from '../../errors.js'
import { safe } from '../../text/sanitize.js'
import { amount } from '../../words/span-words.js'
import { argument, type CommandSpec } from '../command.js'
import { formatSaid, messageFact } from '../format-message.js'
import { formatRoomName, formatTime } from '../formats.js'
import { wholeNumber } from '../options.js'
import type { Output } from '../output.js'
import { showEmoji } from '../show-emoji.js'

const defaultHits = 50

export const searchCommand: CommandSpec = {
  usage: 'search <room> <words...>',
  summary: 'search the messages of a room',
  details:
    'Every word must occur; of the last one two letters are enough. "*" as the room searches every room.',
  options: [['-n, --lines <count>', `how many results at most (default ${defaultHits})`]],
  examples: ['hocket search garden relay lyon', 'hocket search "*" meetup --json'],
  async run(context, args, options) {
    const limit = wholeNumber(options, 'lines', { min: 1, max: bounds.searchHits }) ?? defaultHits
    const [typed, query] = [argument(args, 0), args.slice(1).join(' ')]
    if (query.trim() === '') throw new HocketError('USAGE', 'There is no word to search for.')
    const engine = await context.engine()
    const scope = typed === '*' ? {} : { handle: (await context.room(typed)).handle }
    const { hits, incompleteRooms } = await engine.call('room.search', { ...scope, query, limit })
    for (const hit of hits) await print(context.out, hit)
    if (hits.length === 0) context.out.note('Nothing was found.')
    if (incompleteRooms > 0)
      context.out.note(
        `${amount(incompleteRooms, safe`room`)} searched without complete history: more may be found later.`,
      )
    return undefined
  },
}

async function print(out: Output, hit: SearchHitView): Promise<void> {
  if (out.json) out.fact({ ...messageFact(hit), roomName: hit.roomName })
  else {
    const said = formatSaid(await showEmoji(out, hit))
    out.line(safe`${out.dim(formatTime(hit.timeMs))} ${formatRoomName({ name: hit.roomName })} ${said}`)
  }
}
