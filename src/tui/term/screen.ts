/**
 * The compositor: rectangles of text lines → bytes for a terminal. Owns what stands on the screen; writes only rows that
 * changed, with absolute positions, in one synchronised block; nothing changed, nothing written. Panes never reach the
 * terminal any other way. A wrong width of one character can spoil a line, never the screen: no line wraps, each pane's
 * row starts at its own column, and what is right of a doubtful character is written again.
 */
import { sgrReset } from '../style/theme.js'
import { enterScreen, hideCursor, leaveScreen, moveTo, showCursor, syncBegin, syncEnd } from './modes.js'

export interface ScreenRect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What the screen needs of a terminal. `write` returns false when it cannot take more; `drain` follows. */
export interface ScreenTty {
  write(text: string): boolean
  once(event: 'drain', listener: () => void): unknown
}

interface Pane {
  rect: ScreenRect | null
  z: number
  lines: readonly string[]
  /** What stands on the screen, row by row. */
  written: string[]
}

/** One flush in the making: which rows were written, and how far down in the pile of panes. */
interface Frame {
  text: string
  readonly written: Map<number, number>
  /** Rows that hold characters whose width terminals disagree about. */
  readonly doubtful: Set<number>
}

/** More than the longest text for the clipboard, in characters. */
const mostRaw = 256 * 1024

/** ASCII, Latin-1, box drawing and the escape of styles: what every terminal draws one cell wide. */
const certain = /^[\x1b\x20-\x7e\xa0-\xff\u2500-\u259f]*$/

export class Screen {
  readonly #tty: ScreenTty
  readonly #panes = new Map<string, Pane>()
  #cursor: { readonly x: number; readonly y: number } | null = null
  #shownCursor = ''
  #raw = ''
  #title = ''
  #shownTitle = ''
  #whole = true
  #entered = false
  #blocked = false
  #behind = false
  #strained = false

  constructor(tty: ScreenTty) {
    this.#tty = tty
  }

  /** The terminal did not take the last frame at once. */
  get isStrained(): boolean {
    return this.#strained
  }

  /** Takes the terminal: alternate screen, no wrapping, paste and focus reports. */
  enter(): void {
    if (this.#entered) this.#tty.write(leaveScreen) // stopped without being asked: a shell has written over it
    this.#entered = true
    this.#shownTitle = ''
    this.#tty.write(enterScreen)
    this.invalidate()
  }

  /** Gives the terminal back as it was. */
  leave(): void {
    this.#entered = false
    this.#tty.write(leaveScreen)
  }

  /** Where a pane stands; null takes it away. A pane of higher `z` covers the others. */
  place(id: string, rect: ScreenRect | null, z: number): void {
    const pane = this.#pane(id)
    if (pane.z === z && isSameRect(pane.rect, rect)) return
    pane.rect = rect
    pane.z = z
    this.invalidate()
  }

  /** What a pane shows: one string per row, no wider than the pane. */
  draw(id: string, lines: readonly string[]): void {
    this.#pane(id).lines = lines
  }

  cursor(cell: { readonly x: number; readonly y: number } | null): void {
    this.#cursor = cell
  }

  /** Something for the terminal that is not drawn. While the terminal takes nothing, not everything is kept. */
  raw(sequence: string): void {
    if (this.#raw.length + sequence.length <= mostRaw) this.#raw += sequence
  }

  /** The sequence that sets the window's title; only the newest counts. */
  title(sequence: string): void {
    this.#title = sequence
  }

  /** The next flush writes everything. */
  invalidate(): void {
    this.#whole = true
  }

  /** Writes what changed. While the terminal takes nothing, frames are dropped; the newest follows when it does. */
  flush(): void {
    if (!this.#entered) return
    if (this.#blocked) {
      this.#behind = true
      return
    }
    const text = this.#compose()
    if (text === '') return
    this.#strained = !this.#tty.write(text)
    if (!this.#strained) return
    this.#blocked = true
    this.#tty.once('drain', () => {
      this.#blocked = false
      if (this.#behind) this.flush()
      this.#behind = false
    })
  }

  #pane(id: string): Pane {
    const known = this.#panes.get(id)
    if (known !== undefined) return known
    const pane: Pane = { rect: null, z: 0, lines: [], written: [] }
    this.#panes.set(id, pane)
    return pane
  }

  #compose(): string {
    const frame: Frame = { text: '', written: new Map(), doubtful: new Set() }
    const panes = [...this.#panes.values()].sort((a, b) => a.z - b.z || (a.rect?.x ?? 0) - (b.rect?.x ?? 0))
    for (const pane of panes) {
      if (pane.rect !== null) this.#composePane(pane, pane.rect, frame)
    }
    const cursor = this.#cursor === null ? hideCursor : moveTo(this.#cursor.x, this.#cursor.y) + showCursor
    const raw = this.#raw + (this.#title === this.#shownTitle ? '' : this.#title)
    this.#shownTitle = this.#title
    const erase = this.#whole ? '\x1b[2J' : ''
    this.#whole = false
    this.#raw = ''
    if (frame.text === '' && cursor === this.#shownCursor && erase === '') return raw
    this.#shownCursor = cursor
    return `${raw}${syncBegin}${hideCursor}${erase}${frame.text}${cursor}${syncEnd}`
  }

  #composePane(pane: Pane, rect: ScreenRect, frame: Frame): void {
    for (let row = 0; row < rect.height; row += 1) {
      const line = pane.lines[row] ?? ''
      const y = rect.y + row
      const below = frame.written.get(y)
      const covered = below !== undefined && below < pane.z
      if (!this.#whole && !covered && !frame.doubtful.has(y) && pane.written[row] === line) continue
      const reset = line.includes('\x1b') ? sgrReset : ''
      frame.text += `${moveTo(rect.x, y)}\x1b[${rect.width}X${line}${reset}`
      pane.written[row] = line
      frame.written.set(y, Math.min(below ?? pane.z, pane.z))
      if (!certain.test(line)) frame.doubtful.add(y)
    }
    pane.written.length = rect.height
  }
}

function isSameRect(one: ScreenRect | null, other: ScreenRect | null): boolean {
  if (one === null || other === null) return one === other
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height
}
