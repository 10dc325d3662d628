/** What a person did at the keyboard, as values; and the canonical name of a chord, by which the keymap knows it. */

export type Key =
  | KeyStroke
  | { readonly kind: 'text'; readonly text: string }
  /** `unmarked`: guessed, from a terminal that does not say where a paste ends. */
  | { readonly kind: 'paste'; readonly text: string; readonly unmarked?: true }
  | { readonly kind: 'focus'; readonly focused: boolean }
  | MouseKey
  /** An answer of the terminal, or a sequence that nobody knows: never typed. */
  | { readonly kind: 'reply'; readonly bytes: string }

export interface KeyStroke {
  readonly kind: 'key'
  /** "enter", "f1", "pageup", or the character itself. */
  readonly name: string
  readonly ctrl: boolean
  readonly alt: boolean
  readonly shift: boolean
}

/** Cells count from 0. Only while the mouse is switched on. */
export interface MouseKey {
  readonly kind: 'mouse'
  readonly does: 'press' | 'release' | 'wheel-up' | 'wheel-down'
  /** 0 left, 1 middle, 2 right. */
  readonly button: number
  readonly x: number
  readonly y: number
}

export type Modifiers = Pick<KeyStroke, 'ctrl' | 'alt' | 'shift'>

export const noModifiers: Modifiers = { ctrl: false, alt: false, shift: false }

export function stroke(name: string, held: Partial<Modifiers> = {}): KeyStroke {
  return { kind: 'key', name, ...noModifiers, ...held }
}

/** "C-M-S-name": always in this order. */
export function chordOf(key: KeyStroke): string {
  return `${key.ctrl ? 'C-' : ''}${key.alt ? 'M-' : ''}${key.shift ? 'S-' : ''}${key.name}`
}
