/** `hocket mentions`: the words that count as mentions of you in one room. */
import { bounds } from '../../api/bounds.js'
import { HocketError } from '../../errors.js'
import { joinSafe, safe, sanitizeLine } from '../../text/sanitize.js'
import { argument, type CommandSpec } from '../command.js'

export const mentionsCommand: CommandSpec = {
  usage: 'mentions <room> [words...]',
  summary: 'show or set the words that count as mentions of you in a room',
  details: `Your nick and the "words" of config.toml count in every room; these count in this room alone. What is given replaces
what was there. A word may hold spaces when the shell gives it as one argument; "--" stands before words that begin with a dash.`,
  options: [['--none', 'no words of this room alone any more']],
  examples: [
    'hocket mentions garden',
    'hocket mentions garden lyon "new york"',
    'hocket mentions garden --none',
  ],
  async run(context, args, options) {
    const [typed, given] = [argument(args, 0), args.slice(1)]
    const isNone = options.none === true
    if (isNone && given.length > 0)
      throw new HocketError(
        'USAGE',
        '--none takes all words away: give no words with it. Nothing was changed.',
      )
    if (given.length > bounds.words)
      throw new HocketError('USAGE', `A room has at most ${bounds.words} words. Nothing was changed.`)
    const engine = await context.engine()
    const { handle } = await context.room(typed)
    const wanted = isNone || given.length > 0 ? { words: given } : {}
    const { words } = await engine.call('room.words', { handle, ...wanted })
    if (context.out.json) context.out.fact({ words })
    else if (words.length === 0) context.out.note('This room has no words of its own.')
    else {
      const shown = words.map((word) => sanitizeLine(word))
      context.out.line(joinSafe(shown, safe`\n`))
    }
    return undefined
  },
}
