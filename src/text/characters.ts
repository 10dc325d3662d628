/**
 * Classes of characters that the sanitiser tells apart, written as parts of regular expressions with the `u` flag.
 * Only sets: what happens to their members is decided in clean. Source: Unicode Character Database 17, UTS 51.
 */

/** The flags of England, Scotland and Wales: the only emoji that are made with tag characters. */
export const tagFlag =
  '\\u{1f3f4}\\u{e0067}\\u{e0062}(?:\\u{e0065}\\u{e006e}\\u{e0067}|\\u{e0073}\\u{e0063}\\u{e0074}|\\u{e0077}\\u{e006c}\\u{e0073})\\u{e007f}'

/** Zero-width joiner and non-joiner. */
export const joiner = '[\\u200c\\u200d]'

/** Variation selectors that choose between emoji and text. */
export const emojiVariation = '[\\ufe0e\\ufe0f]'

/** Arabic verse signs and the like: drawn, yet some terminals take them for marks and draw them over the cell before. */
export const overlaid = '[\\u0600-\\u0605\\u06dd\\u06de\\u070f\\u0890\\u0891\\u08e2\\u{110bd}\\u{110cd}]'

/** What is never seen; braille blank is a symbol by its category and a space by its looks. */
export const invisible = `(?!${overlaid})[\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u2800]`

/** Surrogates without a partner, private use, unassigned code points and noncharacters. */
export const meaningless = '[\\p{Cs}\\p{Co}\\p{Cn}]'

/** What attaches itself to the character before it: at the start of a line it would alter a cell that is not ours. */
export const leaning = '[\\p{M}\\p{Grapheme_Extend}\\p{Emoji_Modifier}\\u1160-\\u11ff\\ud7b0-\\ud7ff]'

/** Characters of the scripts in which a joiner decides the shape of letters. */
export const joiningScript = `[${[
  ...['Arab', 'Syrc', 'Nkoo', 'Mong', 'Adlm', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml'],
  ...['Telu', 'Knda', 'Mlym', 'Sinh', 'Khmr', 'Mymr', 'Tibt', 'Java', 'Bali'],
]
  .map((name) => `\\p{Script_Extensions=${name}}`)
  .join('')}]`

/** Check marks, locks, shields, stars and crowns: signs by which programs vouch for somebody. */
export const vouching = `[${[
  '\\u2611\\u2705\\u2713\\u2714\\u{1f5f8}\\u{1f5f9}\\u{1fbb1}',
  '\\u{1f50f}-\\u{1f513}',
  '\\u26e8\\u{1f6e1}',
  '\\u22c6\\u235f\\u2605\\u2606\\u269d\\u2726\\u2727\\u2729-\\u2730\\u2b50-\\u2b52\\u{1f31f}\\u{1f320}\\u{1f7c0}-\\u{1f7d8}',
  '\\u2654\\u2655\\u265a\\u265b\\u{1f451}\\u{1fac5}',
].join('')}]`
