/** A screen without a terminal: store, effects, configuration and an engine in memory. */
import type { Test } from 'tap'
import { dialogOf } from '../../src/tui/dialogs/content.js'
import { ConfigEffects } from '../../src/tui/effects/config-effects.js'
import { Effects } from '../../src/tui/effects/effects.js'
import type { Action } from '../../src/tui/state/action.js'
import { actionsForChord, actionsForText } from '../../src/tui/state/keymap.js'
import { initialState } from '../../src/tui/state/reduce.js'
import { selectInput, selectOverlay, selectRoom } from '../../src/tui/state/selectors.js'
import type { State } from '../../src/tui/state/state.js'
import { Store } from '../../src/tui/state/store.js'
import { lookOf } from '../../src/tui/style/look.js'
import { type FakeEngine, startMs } from './fake-engine.js'
import { ManualClock } from './manual-clock.js'
import { MemoryConfig } from './memory-config.js'

export class Face {
  readonly clock = new ManualClock()
  readonly config = new MemoryConfig()
  readonly store: Store
  readonly effects: Effects
  readonly #settings: ConfigEffects

  constructor(engine: FakeEngine, size = { cols: 80, rows: 24 }) {
    this.store = new Store(initialState({ look: lookOf('mono', 'unicode'), size, nowMs: startMs }))
    this.effects = new Effects({
      store: this.store,
      clock: this.clock,
      connect: async () => engine.client(),
      startDemo: () => Promise.reject(new Error('There is no demo here.')),
      terminal: { repaint: () => undefined, suspend: () => undefined, copy: () => undefined },
    })
    this.#settings = new ConfigEffects(this.store, this.config)
  }

  static async start(t: Test, engine: FakeEngine, size?: { cols: number; rows: number }): Promise<Face> {
    const face = new Face(engine, size)
    t.teardown(() => Promise.all([face.effects.close(), face.#settings.stop()]))
    await face.effects.attachment.use(engine.client())
    await face.settle()
    return face
  }

  get state(): State {
    return this.store.state
  }

  get room(): string | undefined {
    return selectRoom(this.state)?.label
  }

  get input(): string {
    return selectInput(this.state).editor.text
  }

  /** What is said above the status bar. */
  get said(): string {
    return this.state.notice?.text ?? ''
  }

  /** Lets every answer arrive and every pause pass. */
  async settle(): Promise<void> {
    for (let round = 0; round < 12; round += 1) {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
      this.clock.advance(500)
    }
  }

  async press(...chords: string[]): Promise<void> {
    for (const chord of chords) this.#dispatch(actionsForChord(this.state, chord))
    await this.settle()
  }

  async type(text: string): Promise<void> {
    this.#dispatch(actionsForText(this.state, text))
    await this.settle()
  }

  /** Enters a line; one that is still there is thrown away first. */
  async enter(text: string): Promise<void> {
    this.store.dispatch({ type: 'edited', edit: { op: 'clear' } })
    await this.type(text)
    await this.press('enter')
  }

  /** Waits for files, which no clock of a test hurries. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
  }

  /** The lines of the dialog on top. */
  dialog(): string[] {
    const overlay = selectOverlay(this.state)
    const lines = overlay === undefined ? [] : dialogOf(overlay, this.state).lines
    return lines.map((line) => line.map((part) => part.text).join(''))
  }

  #dispatch(actions: readonly Action[]): void {
    for (const action of actions) this.store.dispatch(action)
  }
}
