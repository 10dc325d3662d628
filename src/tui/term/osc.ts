/**
 * What is said to a terminal beside the screen: its title, its clipboard, and a note to the desktop. Takes SafeText only, and
 * makes it one line that cannot end its sequence or be taken for parameters of it. Nothing here ever asks for anything.
 * Sources: xterm ctlseqs (2, 52), iTerm2 and Windows Terminal (9), rxvt-unicode and foot (777), the kitty protocol (99).
 */
import { Buffer } from 'node:buffer'
import type { SafeText } from '../../text/sanitize.js'
import { sanitizeLine } from '../../text/sanitize.js'
import type { TerminalKind } from './capabilities.js'

export interface Note {
  readonly title: SafeText
  readonly body: SafeText
}

const longestText = 200
/** Most terminals take no more, and some hang on what is longer. */
const longestClipboardBytes = 74_000
/** GNU screen drops longer strings. */
const screenChunk = 240
const bell = '\x07'
const end = '\x1b\\'

/** The title of the window. */
export function windowTitle(text: SafeText, kind: TerminalKind): string {
  return `\x1b]2;${oscText(text, kind)}${end}`
}

/** Tells the desktop, in the way that this terminal knows; a bell where it knows none. */
export function notification(note: Note, kind: TerminalKind): string {
  const title = oscText(note.title, kind)
  const body = oscText(note.body, kind)
  switch (kind.notes) {
    case 'osc99':
      return passed(
        [
          `\x1b]99;i=hocket:d=0:e=1;${base64(title)}${end}`,
          `\x1b]99;i=hocket:p=body:e=1;${base64(body)}${end}`,
        ],
        kind,
      )
    case 'osc777':
      return passed([`\x1b]777;notify;${title};${body}${end}`], kind)
    case 'osc9':
      return passed([`\x1b]9;${title}: ${body}${end}`], kind)
    case 'bell':
      return bell
  }
}

export const bellRing = bell

/**
 * Puts text of our own on the clipboard (OSC 52), on a key press; undefined when it is too long for a terminal. tmux gets it
 * twice: one of them is for tmux itself, the other for the terminal around it, and settings decide which arrives.
 */
export function copyToClipboard(text: string, kind: TerminalKind): string | undefined {
  const encoded = base64(text)
  if (encoded.length > longestClipboardBytes) return undefined
  const sequence = `\x1b]52;c;${encoded}${end}`
  return kind.inside === 'tmux' ? sequence + passed([sequence], kind) : passed([sequence], kind)
}

/** One line of at most 200 characters, without anything that has a meaning in a sequence. */
export function oscText(text: SafeText, kind: Pick<TerminalKind, 'utf8'>): string {
  const line = sanitizeLine(text.slice(0, 4 * longestText), longestText)
    .replace(/;/g, ',')
    .replace(/[\x00-\x1f\x7f-\x9f]/g, ' ')
  const short = Array.from(line).slice(0, longestText).join('')
  // the second byte of a character may end a sequence where the terminal does not read UTF-8
  return kind.utf8 ? short : short.replace(/[^\x20-\x7e]/g, '?')
}

/** Sequences for the terminal around a multiplexer, wrapped so that it hands them on. */
function passed(sequences: readonly string[], { inside }: TerminalKind): string {
  if (inside === null) return sequences.join('')
  return sequences.map(inside === 'tmux' ? throughTmux : throughScreen).join('')
}

function throughTmux(sequence: string): string {
  return `\x1bPtmux;${sequence.replaceAll('\x1b', '\x1b\x1b')}${end}`
}

/** An ESC inside would end it, so the sequence ends with BEL; it goes in pieces, which the terminal sees as one. */
function throughScreen(sequence: string): string {
  const inner = sequence.replace(/\x1b\\$/, bell)
  const pieces = inner.match(new RegExp(`[\\s\\S]{1,${screenChunk}}`, 'g')) ?? []
  return pieces.map((piece) => `\x1bP${piece}${end}`).join('')
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}
