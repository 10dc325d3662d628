/**
 * The parts of a text being typed that name somebody by identity key, kept right while the text is edited: a range that
 * is edited inside is no mention any more. Pure.
 */

/** Offsets in UTF-16 units; ranges ascend and never overlap. */
export interface MentionRange {
  readonly author: string
  readonly start: number
  readonly end: number
}

/** The ranges after `removed` units at `at` gave way to `added` others. */
export function spliceMentions(
  mentions: readonly MentionRange[],
  { at, removed, added }: { readonly at: number; readonly removed: number; readonly added: number },
): readonly MentionRange[] {
  if (mentions.length === 0) return mentions
  return mentions.flatMap((range) => {
    if (range.end <= at) return [range]
    if (range.start < at + removed) return []
    return [shifted(range, added - removed)]
  })
}

/** `range` among the others, which it must not overlap. */
export function addMention(mentions: readonly MentionRange[], range: MentionRange): readonly MentionRange[] {
  return [...mentions, range].sort((one, other) => one.start - other.start)
}

/** The ranges of `typed` as they stand in `text`, which is what goes out: the end of `typed`, or a part of it. */
export function mentionsWithin(
  mentions: readonly MentionRange[],
  typed: string,
  text: string,
): readonly MentionRange[] {
  const offset = typed.lastIndexOf(text)
  if (offset < 0) return []
  return mentions
    .filter((range) => range.start >= offset && range.end <= offset + text.length)
    .map((range) => shifted(range, -offset))
}

/** The other way: the ranges of `text` as they stood in `typed`. */
export function mentionsAround(
  mentions: readonly MentionRange[],
  typed: string,
  text: string,
): readonly MentionRange[] {
  const offset = typed.lastIndexOf(text)
  if (offset < 0) return []
  return mentions.map((range) => shifted(range, offset))
}

function shifted(range: MentionRange, by: number): MentionRange {
  return { ...range, start: range.start + by, end: range.end + by }
}
