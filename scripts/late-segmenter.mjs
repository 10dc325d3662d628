/**
 * Stands in for the segmenters that packages make when they are loaded: each of them loads tables for 13 ms. Most texts
 * of a screen are cut into graphemes without one.
 */
import { graphemes } from '../src/text/graphemes.ts'

/** For who walks through all segments. */
export const segmenter = {
  /** @param {string} text */
  segment(text) {
    let end = 0
    return graphemes(text).map((segment) => {
      const index = end
      end += segment.length
      return { segment, index }
    })
  },
}

let real

/** For who asks for a segment by its place. */
export const lateSegmenter = {
  /** @param {string} text */
  segment(text) {
    real ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
    return real.segment(text)
  },
}
