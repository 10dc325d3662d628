/**
 * `hocket words`: the 24 recovery words, straight from or to the vault. They never pass the socket, so the engine must not run.
 * Printed only on a terminal, or with --yes, because what is printed elsewhere is usually kept.
 */
import type { Readable } from 'node:stream'
import { HocketError } from '../../errors.js'
import { engineAnswers } from '../../rpc/start-engine.js'
import { sanitizeLine } from '../../text/sanitize.js'
import type { CommandSpec } from '../command.js'

const wordCount = 24
const mostBytes = 4_096

export const wordsCommand: CommandSpec = {
  usage: 'words',
  summary: 'print the 24 recovery words of your identity, or restore it from them',
  details: `Whoever has the words is you. Write them on paper; then "hocket words --forget" removes them from this machine.
With --restore they are read from standard input, and an empty profile becomes a new device of that identity. Rooms are
joined again with their links; what you wrote in them comes back from the other members. No engine may run meanwhile
("hocket stop").`,
  options: [
    ['--yes', 'print them although standard output is no terminal'],
    ['--forget', 'remove the words from the profile, after you wrote them down'],
    ['--restore', 'read the words of an identity, and give it to this profile, which has no rooms yet'],
  ],
  examples: ['hocket words', 'hocket words --forget', 'hocket words --restore'],
  async run({ globals, io, out }, _args, options) {
    const { profileDir } = globals
    if (await engineAnswers(profileDir)) {
      throw new HocketError(
        'PROFILE_LOCKED',
        'An engine runs on this profile. "hocket stop" ends it; then try again.',
      )
    }
    const { readWords, forgetWords, restoreWords } = await import('../../engine/words.js')
    if (options.restore === true) {
      if (io.stdin.isTTY === true) out.note('Type or paste the 24 words, in their order, then press Enter.')
      const putInto = await restoreWords(await readTypedWords(io.stdin))
      await putInto(profileDir)
      out.note('This profile is a new device of that identity now. Join your rooms again with their links.')
      return undefined
    }
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

/** Until there are enough words on whole lines, or the end. */
async function readTypedWords(stdin: Readable): Promise<string> {
  let typed = ''
  for await (const chunk of stdin) {
    typed += String(chunk)
    const isWhole = typed.endsWith('\n') && typed.trim().split(/\s+/).length >= wordCount
    if (isWhole || typed.length > mostBytes) break
  }
  return typed
}
