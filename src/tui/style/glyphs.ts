/**
 * The signs that we draw ourselves. The ASCII set is for terminals whose locale is not UTF-8, where the others are of
 * unknown width.
 */
import { type SafeText, safe } from '../../text/sanitize.js'

export interface Glyphs {
  readonly gutter: SafeText
  readonly rule: SafeText
  /** Before each line of code, and of a quote. */
  readonly code: SafeText
  readonly quote: SafeText
  /** Beside a message that came long after it was written. */
  readonly late: SafeText
  /** Before what is folded. */
  readonly fold: SafeText
  /** Beside somebody who looks like somebody else. */
  readonly alike: SafeText
  readonly current: SafeText
  readonly online: SafeText
  readonly offline: SafeText
  readonly connecting: SafeText
  readonly waiting: SafeText
  readonly stored: SafeText
  readonly held: SafeText
  readonly down: SafeText
  readonly more: SafeText
  /** Before how much was cut off. */
  readonly cut: SafeText
  /** Beside a room in which something is written that was not sent. */
  readonly draft: SafeText
  readonly choice: SafeText
  readonly prompt: SafeText
  readonly barFull: SafeText
  readonly barEmpty: SafeText
  /** A border style of Ink. */
  readonly border: 'round' | 'classic'
  /** Half blocks for a QR code are drawn only when they are one cell wide. */
  readonly blocks: boolean
}

export const unicodeGlyphs: Glyphs = {
  gutter: safe`│`,
  rule: safe`─`,
  code: safe`▏`,
  quote: safe`┃`,
  late: safe`⇣`,
  fold: safe`▸`,
  alike: safe`⚠`,
  current: safe`▌`,
  online: safe`●`,
  offline: safe`○`,
  connecting: safe`▲`,
  waiting: safe`◌`,
  stored: safe`✓`,
  held: safe`✓✓`,
  down: safe`⇣`,
  more: safe`⋯`,
  cut: safe`…`,
  draft: safe`✎`,
  choice: safe`▸`,
  prompt: safe`›`,
  barFull: safe`█`,
  barEmpty: safe`░`,
  border: 'round',
  blocks: true,
}

export const asciiGlyphs: Glyphs = {
  gutter: safe`|`,
  rule: safe`-`,
  code: safe`:`,
  quote: safe`>`,
  late: safe`v`,
  fold: safe`>`,
  alike: safe`!`,
  current: safe`>`,
  online: safe`*`,
  offline: safe`-`,
  connecting: safe`^`,
  waiting: safe`o`,
  stored: safe`+`,
  held: safe`++`,
  down: safe`v`,
  more: safe`...`,
  cut: safe`...`,
  draft: safe`~`,
  choice: safe`>`,
  prompt: safe`>`,
  barFull: safe`#`,
  barEmpty: safe`.`,
  border: 'classic',
  blocks: false,
}
