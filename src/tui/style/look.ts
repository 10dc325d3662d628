/** How the screen looks: what the terminal can show, fixed when it starts, and the colours that the person chose. */

import type { ColorLevel } from './color-level.js'
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from './glyphs.js'
import type { Background } from './nick-colours.js'
import { type Theme, type ThemeChoice, themeOf } from './theme.js'

export interface Look {
  readonly theme: Theme
  readonly glyphs: Glyphs
  /** The terminal is known to understand links (OSC 8). */
  readonly hyperlinks: boolean
}

/** The look for a colour level and a set of signs. */
export function lookOf(level: ColorLevel, glyphs: 'unicode' | 'ascii', choice?: ThemeChoice): Look {
  return {
    theme: themeOf(level, choice, { signs: glyphs }),
    glyphs: glyphs === 'unicode' ? unicodeGlyphs : asciiGlyphs,
    hyperlinks: false,
  }
}

/** The same terminal with other colours. */
export function recolored({ theme, ...other }: Look, choice: ThemeChoice): Look {
  return { ...other, theme: themeOf(theme.level, choice, theme) }
}

/** The same look on a background that is known now. */
export function onBackground({ theme, ...other }: Look, background: Background, choice: ThemeChoice): Look {
  return { ...other, theme: themeOf(theme.level, choice, { background, signs: theme.signs }) }
}
