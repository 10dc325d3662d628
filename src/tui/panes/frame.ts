/**
 * Everything on the screen, kept in step with the store: places the panes, paints the timeline when what it shows has
 * changed, sets the cursor, and has it written, after the panes have committed.
 */
import type { ReactNode } from 'react'
import type { Clock } from '../../lib/clock.js'
import { safe } from '../../text/sanitize.js'
import { dialogOf } from '../dialogs/content.js'
import { viewEditor } from '../state/editor-view.js'
import { answerRows, type Layout, layoutOf, type Rect } from '../state/layout.js'
import { promptWidth, writingCols } from '../state/prompt.js'
import { selectInput, selectOverlay, selectRoom, selectScreen } from '../state/selectors.js'
import type { State } from '../state/state.js'
import type { Store } from '../state/store.js'
import { cutLine, span } from '../style/line.js'
import { paintLine } from '../style/theme.js'
import type { Screen } from '../term/screen.js'
import { drawTimeline } from '../timeline/draw.js'
import { dayStart } from '../timeline/times.js'
import { Pacer } from './pacer.js'
import { PaneRoot } from './pane-root.js'
import type { Shown } from './shown.js'

/** One Ink pane of the frame. */
export interface PaneSpec {
  readonly id: string
  readonly node: ReactNode
  /** Panes of a higher `z` cover the others. */
  readonly z: number
  rect(layout: Layout): Rect | null
}

export interface FrameOptions {
  readonly store: Store
  readonly screen: Screen
  readonly clock: Clock
  /** What the panes follow. */
  readonly shown: Shown
  readonly panes: readonly PaneSpec[]
}

/** An engine that runs has answered by then: the first frame is whole, and is drawn once. */
const firstFrameMs = 150

export class Frame {
  readonly #store: Store
  readonly #screen: Screen
  readonly #shown: Shown
  readonly #panes: readonly { readonly spec: PaneSpec; readonly root: PaneRoot }[]
  readonly #stopListening: () => void
  readonly #stopWaiting: () => void
  readonly #pacer: Pacer
  #painted: readonly unknown[] = []
  #mounted = false
  #drawing = false

  constructor({ store, screen, clock, shown, panes }: FrameOptions) {
    this.#store = store
    this.#screen = screen
    this.#shown = shown
    this.#pacer = new Pacer({ clock, flush: () => this.#draw(), isStrained: () => screen.isStrained })
    this.#panes = panes.map((spec) => ({
      spec,
      root: new PaneRoot(screen, { ...spec, drawn: () => this.flushSoon() }),
    }))
    this.#stopListening = store.on(({ before, after }) => {
      if (before === after) return
      if (!this.#mounted && hasContent(after)) this.flushNow()
      else this.flushSoon()
    })
    this.#stopWaiting = clock.after(firstFrameMs, () => {
      if (!this.#mounted) this.flushNow()
    })
  }

  /** Everything written anew, as after something else wrote to the terminal. */
  repaint(): void {
    this.#screen.invalidate()
    this.flushNow()
  }

  /** What changed is written when it is its time, after the first frame. */
  flushSoon(): void {
    if (!this.#drawing) this.#pacer.soon()
  }

  /** What changed is written at once: a person waits for it. */
  flushNow(): void {
    this.#mount()
    this.#pacer.now()
  }

  close(): void {
    this.#pacer.close()
    this.#stopListening()
    this.#stopWaiting()
    for (const { root } of this.#panes) root.close()
  }

  #mount(): void {
    if (this.#mounted) return
    this.#mounted = true
    this.#show()
    for (const { spec, root } of this.#panes) root.mount(spec.node)
  }

  /** Draws what changed since the last frame, and writes it after the panes have committed, which they do in a microtask. */
  #draw(): void {
    this.#drawing = true
    if (this.#mounted && this.#store.state !== this.#shown.state) this.#show()
    queueMicrotask(() => {
      this.#drawing = false
      this.#screen.flush()
    })
  }

  /** The panes are told last: one must have its new size when it commits. */
  #show(): void {
    const { state } = this.#store
    this.#compose(state)
    this.#shown.show(state)
  }

  #compose(state: State): void {
    const layout = layoutOf(state)
    for (const { spec, root } of this.#panes) root.place(layout.tooSmall ? null : spec.rect(layout))
    this.#screen.place('timeline', layout.tooSmall ? null : layout.timeline, 0)
    this.#screen.place('small', layout.tooSmall ? wholeScreen(state) : null, 0)
    this.#paint(state, layout)
    this.#screen.cursor(layout.tooSmall ? null : cursorCell(state, layout))
  }

  #paint(state: State, layout: Layout): void {
    const { timeline } = layout
    const room = selectRoom(state)
    const shows = [
      state.screens,
      state.settings,
      state.look,
      state.showAll,
      state.bare,
      dayStart(state.nowMs),
      timeline.width,
      timeline.height,
      state.rooms === null,
      room?.label,
      room?.state,
      room?.members, // these two are said in a room that is empty
      room?.peers,
    ]
    if (shows.every((part, index) => part === this.#painted[index])) return
    this.#painted = shows
    if (!layout.tooSmall) return this.#screen.draw('timeline', drawTimeline(state))
    this.#painted = []
    this.#screen.draw('small', [
      paintLine(cutLine([span(safe`terminal too small`)], state.size.cols), state.look.theme),
    ])
  }
}

/** The rooms are known, and the messages of the one that is open. */
function hasContent(state: State): boolean {
  return state.rooms !== null && (state.current === null || selectScreen(state).window !== null)
}

function wholeScreen({ size }: State): Rect {
  return { x: 0, y: 0, width: size.cols, height: size.rows }
}

/** The cell of the terminal's own cursor, so that input methods open where one writes. */
function cursorCell(state: State, layout: Layout): { readonly x: number; readonly y: number } | null {
  const overlay = selectOverlay(state)
  if (overlay !== undefined && layout.overlay !== null) {
    const { cursor } = dialogOf(overlay, state)
    const { x, y, height } = layout.overlay
    return cursor === null || cursor.y > height - 3 ? null : { x: x + 2 + cursor.x, y: y + 1 + cursor.y }
  }
  const indent = promptWidth(state)
  const { input } = layout
  const written = selectInput(state)
  const above = answerRows(written, input.height)
  const view = viewEditor(written.editor, writingCols(state), input.height - above)
  return {
    x: input.x + Math.min(input.width - 1, indent + view.cursor.x),
    y: input.y + above + view.cursor.y,
  }
}
