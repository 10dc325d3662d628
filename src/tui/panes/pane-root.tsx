/**
 * One pane as an Ink root of its own: a commit costs the cells of the pane and not of the screen. Ink never sees the
 * terminal: it draws into a stream that hands complete frames to the compositor, and reads from one that is silent.
 */
import { PassThrough } from 'node:stream'
import { render } from 'ink'
import type { ReactNode } from 'react'
import type { Rect } from '../state/layout.js'
import { PaneOut } from '../term/pane-out.js'
import type { Screen } from '../term/screen.js'
import { PaneBoundary } from './pane-boundary.js'

export class PaneRoot {
  readonly #out: PaneOut
  readonly #id: string
  readonly #z: number
  readonly #screen: Screen
  #instance: ReturnType<typeof render> | undefined

  constructor(screen: Screen, pane: { readonly id: string; readonly z: number; readonly drawn: () => void }) {
    this.#screen = screen
    this.#id = pane.id
    this.#z = pane.z
    this.#out = new PaneOut(screen, pane.id, pane.drawn)
  }

  /** Must be called before the commit that draws for the new size. */
  place(rect: Rect | null): void {
    if (rect !== null) this.#out.resize(rect.width, rect.height)
    this.#screen.place(this.#id, rect, this.#z)
  }

  mount(node: ReactNode): void {
    this.#instance = render(<PaneBoundary>{node}</PaneBoundary>, {
      stdout: this.#out as unknown as NodeJS.WriteStream,
      stdin: new PassThrough() as unknown as NodeJS.ReadStream,
      debug: true, // one complete frame per commit, also under CI
      patchConsole: false,
      exitOnCtrlC: false,
      isScreenReaderEnabled: false,
    })
  }

  /** The last frame stays as it is. */
  close(): void {
    this.#out.destroy() // or Ink would draw once more
    this.#instance?.unmount()
    this.#instance?.cleanup()
  }
}
