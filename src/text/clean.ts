/**
 * One pass of the sanitiser: a table of replacements in the order in which they happen. Plain string to string; the
 * result is not final, since a removal may bring together what composes or joins: sanitize repeats the pass until it
 * changes nothing. Must never parse an escape sequence: without its control character a sequence is only odd text.
 */
import {
  emojiVariation,
  invisible,
  joiner,
  joiningScript,
  leaning,
  meaningless,
  overlaid,
  tagFlag,
} from './characters.js'
import { graphemes } from './graphemes.js'

type Rule = readonly [pattern: RegExp, replacement: string | ((match: string) => string)]

const replacementCharacter = '\ufffd'
const dottedCircle = '\u25cc'
/** Marks drawn over or under one base. Burmese and Tibetan words reach four; spacing marks have cells of their own. */
const marksPerBase = 4
const joinersPerGrapheme = 8
/** The longest emoji has 10 code points, the longest conjuncts of real words have fewer than 20. */
const codePointsPerGrapheme = 32

const emojiJoiner =
  '(?<=\\p{Extended_Pictographic}[\\ufe0f\\p{Emoji_Modifier}]?)\\u200d(?=\\p{Extended_Pictographic})'
const letterJoiner = `(?<=${joiningScript})${joiner}(?=${joiningScript})`

/** Made with the first text that needs them: classes of Unicode take long to build, and most texts are plain. */
let rules: readonly Rule[] | undefined

function makeRules(): readonly Rule[] {
  return [
    [/\r\n?|[\u0085\u2028\u2029]/g, '\n'],
    [/\t/g, '    '],
    // The block Control Pictures has a picture for each of these, in their order.
    [/[\0-\x09\x0b-\x1f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0))],
    [/\x7f/g, '\u2421'],
    [/[\x80-\x9f]/g, replacementCharacter],
    [unicode(`(${tagFlag})|(?!${joiner}|${emojiVariation})${invisible}`), '$1'],
    [unicode(meaningless), replacementCharacter],
    // Digits, # and * count as emoji, but only their keycaps look like one.
    [unicode(`(?<!\\p{Emoji})${emojiVariation}|(?<=[0-9#*])${emojiVariation}(?!\\u20e3)`), ''],
    [unicode(`(${joiner})${joiner}+`), '$1'],
    [unicode(`(?!${emojiJoiner}|${letterJoiner})${joiner}`), ''],
    [unicode(`[\\p{M}\\u200c\\u200d]{${marksPerBase + 1},}`), thinMarks],
    [unicode(`(?<=^|\\n)(?=${leaning}|${overlaid})|(?<=\\p{Zs})(?=${leaning})`), dottedCircle],
  ]
}

/** `text` after one pass: composed (NFC) and each rule of the table applied once. */
export function clean(text: string): string {
  let cleaned = text.normalize('NFC')
  rules ??= makeRules()
  for (const [pattern, replacement] of rules) {
    // The two calls are the same; overloads of replace do not take the union.
    cleaned =
      typeof replacement === 'string'
        ? cleaned.replace(pattern, replacement)
        : cleaned.replace(pattern, replacement)
  }
  return graphemes(cleaned).map(boundGrapheme).join('')
}

function unicode(source: string): RegExp {
  return new RegExp(source, 'gu')
}

function thinMarks(run: string): string {
  let marks = 0
  return run.replace(/[\p{Mn}\p{Me}]/gu, (mark) => {
    marks += 1
    return marks > marksPerBase ? '' : mark
  })
}

/** A longer grapheme belongs to no language; terminals give it a cell for each letter, we count about one in all. */
function boundGrapheme(grapheme: string): string {
  if (grapheme.length <= joinersPerGrapheme) return grapheme
  const codePoints = Array.from(grapheme)
  const joiners = codePoints.filter((char) => char === '\u200c' || char === '\u200d')
  return codePoints.length > codePointsPerGrapheme || joiners.length > joinersPerGrapheme
    ? replacementCharacter
    : grapheme
}
