/**
 * Where everything stands: the size of the terminal and what is shown → one rectangle per pane. Pure, and remembered per
 * state, because every pane asks. Side panes go first when the terminal is narrow, then nothing is left to take away.
 */
import { dialogSize } from '../dialogs/content.js'
import { mostCandidates, popupCols, popupFrameRows, popupMargin } from './completion/popup-lines.js'
import { cellOf, viewEditor } from './editor-view.js'
import type { Input } from './input.js'
import { noticeLines } from './notice-lines.js'
import { membersFromCols, roomsFromCols } from './pane-widths.js'
import { promptWidth, writingCols } from './prompt.js'
import { selectInput, selectOverlay } from './selectors.js'
import type { Overlay, Size, State } from './state.js'

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Layout {
  readonly tooSmall: boolean
  readonly title: Rect | null
  readonly timeline: Rect
  readonly status: Rect
  readonly input: Rect
  readonly rooms: Rect | null
  readonly members: Rect | null
  readonly overlay: Rect | null
  /** What Tab offers. */
  readonly popup: Rect | null
}

const smallest: Size = { cols: 20, rows: 6 }
const wideFromCols = 130
const longestInput = 8

const remembered = new WeakMap<State, Layout>()

/** The rectangles of all panes. */
export function layoutOf(state: State): Layout {
  const known = remembered.get(state)
  if (known !== undefined) return known
  const layout = computeLayout(state)
  remembered.set(state, layout)
  return layout
}

function computeLayout(state: State): Layout {
  const { cols, rows } = state.size
  const statusRows = 1 + noticeLines(state.notice, state.size).length
  const mostInput = Math.max(1, Math.min(Math.floor(rows / 3), rows - statusRows - 1)) // a line of the timeline stays
  const inputRows = Math.min(inputHeight(state), mostInput)
  const bodyRows = Math.max(1, rows - inputRows - statusRows)
  const hasRooms = state.showRooms && !state.bare && cols >= roomsFromCols
  const roomsCols = !hasRooms ? 0 : cols < membersFromCols ? 17 : 23
  const hasMembers = state.showMembers && !state.bare && cols >= membersFromCols
  const membersCols = !hasMembers ? 0 : cols >= wideFromCols ? 26 : 20
  const margin = membersCols === 0 ? 0 : 1
  const titleRows = state.bare || bodyRows < 2 ? 0 : 1
  const middle = { x: roomsCols, width: Math.max(1, cols - roomsCols - membersCols - margin) }
  const status: Rect = { x: 0, y: bodyRows, width: cols, height: statusRows }
  const input: Rect = { x: 0, y: bodyRows + statusRows, width: cols, height: inputRows }
  return {
    tooSmall: cols < smallest.cols || rows < smallest.rows,
    rooms: roomsCols === 0 ? null : { x: 0, y: 0, width: roomsCols, height: bodyRows },
    title: titleRows === 0 ? null : { x: middle.x, y: 0, width: cols - roomsCols, height: 1 },
    timeline: { ...middle, y: titleRows, height: Math.max(1, bodyRows - titleRows) },
    members:
      membersCols === 0
        ? null
        : { x: cols - membersCols, y: 1, width: membersCols, height: Math.max(1, bodyRows - 1) },
    status,
    input,
    overlay: overlayRect(state, bodyRows),
    popup: popupRect(state, input, bodyRows),
  }
}

function isLooking(overlay: Overlay): boolean {
  return overlay.kind === 'search' && overlay.looking
}

function inputHeight(state: State): number {
  const { editor, answer } = selectInput(state)
  const rows = viewEditor(editor, writingCols(state), longestInput).rows.length
  return answer === null ? rows : rows + 1
}

/** Rows of the input pane that say what is answered: one, where it does not take the line's own. */
export function answerRows({ answer }: Input, height: number): 0 | 1 {
  return answer !== null && height > 1 ? 1 : 0
}

/** Over the last lines of the timeline, where the word begins that is completed. */
function popupRect(state: State, input: Rect, bottom: number): Rect | null {
  const { editor, completion } = selectInput(state)
  if (completion === null || selectOverlay(state) !== undefined) return null
  const height = Math.min(popupFrameRows + Math.min(mostCandidates, completion.candidates.length), bottom)
  const width = Math.min(popupCols(completion), state.size.cols)
  const indent = promptWidth(state)
  const cell = cellOf(editor, completion.start, writingCols(state), input.height)
  return {
    x: Math.max(0, Math.min(indent + cell.x - popupMargin, state.size.cols - width)),
    y: bottom - height,
    width,
    height,
  }
}

function overlayRect(state: State, bodyRows: number): Rect | null {
  const overlay = selectOverlay(state)
  if (overlay === undefined) return null
  const wanted = dialogSize(overlay, state)
  const width = Math.min(wanted.cols, state.size.cols)
  const height = Math.min(wanted.rows, state.size.rows)
  return {
    x: Math.floor((state.size.cols - width) / 2),
    // what is looked at stays in sight
    y: isLooking(overlay) ? Math.max(0, bodyRows - height) : Math.floor((state.size.rows - height) / 2),
    width,
    height,
  }
}
