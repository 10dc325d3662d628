/**
 * `hocket words`: the 24 recovery words, straight from the vault. They never pass the socket, so the engine must not run.
 * Printed only on a terminal, or with --yes, because what is printed elsewhere is usually kept.
 */
import { HocketError } from '../../errors.js'
import { engineAnswers } from '../../rpc/start-engine.js'
import { sanitizeLine } from '../../text/sanitize.js'
import type { CommandSpec } from '../command.js'

export const wordsCommand: CommandSpec = {
  usage: 'words',
  summary: 'print the 24 recovery words of your identity',
  details: `Whoever has the words is you. Write them on paper; then "hocket words --forget" removes them from this machine.
No engine may run meanwhile ("hocket stop").`,
  options: [
    ['--yes', 'print them although standard output is no terminal'],
    ['--forget', 'remove the words from the profile, after you wrote them down'],
  ],
  examples: ['hocket words', 'hocket words --forget'],
  async run({ globals, io, out }, _args, options) {
    const { profileDir } = globals
    if (await engineAnswers(profileDir)) {
      throw new HocketError(
        'PROFILE_LOCKED',
        'An engine runs on this profile. "hocket stop" ends it; then try again.',
      )
    }
    const { readWords, forgetWords } = await import('../../engine/words.js')
    if (options.forget === true) {
      await forgetWords(profileDir)
      out.note('The words are no longer on this machine.')
      return undefined
    }
    if (io.stdout.isTTY !== true && options.yes !== true) {
      throw new HocketError('USAGE', 'The words are printed on a terminal only. --yes prints them anyway.')
    }
    const words = await readWords(profileDir)
    if (words === undefined)
      throw new HocketError(
        'USAGE',
        'This profile does not hold the words: they were removed after they had been shown.',
      )
    out.result({ words: words.split(' ') }, sanitizeLine(words))
    return undefined
  },
}
