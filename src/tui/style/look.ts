/** How the screen looks on this terminal: fixed when it starts. */
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from './glyphs.js'
import { type ColorLevel, type Theme, themeOf } from './theme.js'

export interface Look {
  readonly theme: Theme
  readonly glyphs: Glyphs
}

/** The look for a colour level and a set of signs. */
export function lookOf(level: ColorLevel, glyphs: 'unicode' | 'ascii'): Look {
  return { theme: themeOf(level), glyphs: glyphs === 'unicode' ? unicodeGlyphs : asciiGlyphs }
}
