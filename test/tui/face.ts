/** The screen without a terminal: store, effects and an engine in memory; keys go in, lines of the timeline come out. */
import type { Test } from 'tap'
import { HocketError } from '../../src/errors.js'
import { Effects } from '../../src/tui/effects/effects.js'
import type { Action } from '../../src/tui/state/action.js'
import { actionsForChord, actionsForText } from '../../src/tui/state/keymap.js'
import { initialState } from '../../src/tui/state/reduce.js'
import type { State } from '../../src/tui/state/state.js'
import { Store } from '../../src/tui/state/store.js'
import { lookOf } from '../../src/tui/style/look.js'
import { timelineOf } from '../../src/tui/timeline/of-state.js'
import { timelineLines } from '../../src/tui/timeline/timeline-view.js'
import { FakeEngine, startMs } from './fake-engine.js'
import { ManualClock } from './manual-clock.js'

export class Face {
  readonly engine: FakeEngine
  readonly clock = new ManualClock()
  readonly store = new Store(
    initialState({ look: lookOf('mono', 'unicode'), size: { cols: 80, rows: 24 }, nowMs: startMs }),
  )
  readonly terminal: string[] = []
  readonly effects: Effects
  demo = new FakeEngine({ nick: 'dora' })
  demoStopped = false

  constructor(engine: FakeEngine) {
    this.engine = engine
    this.effects = new Effects({
      store: this.store,
      clock: this.clock,
      connect: async () => {
        if (engine.gone) throw new HocketError('ENGINE_START', 'No engine could be started.')
        return engine.client()
      },
      startDemo: async () => ({
        client: this.demo.client(),
        connect: async () => this.demo.client(),
        link: 'hocket:w/demo',
        stop: async () => {
          this.demoStopped = true
        },
      }),
      terminal: {
        repaint: () => this.terminal.push('repaint'),
        suspend: () => this.terminal.push('suspend'),
        copy: (text) => this.terminal.push(`copy ${text}`),
      },
    })
  }

  static async start(t: Test, engine: FakeEngine): Promise<Face> {
    const face = new Face(engine)
    t.teardown(() => face.effects.close())
    await face.effects.attachment.use(engine.client())
    await face.settle()
    return face
  }

  get state(): State {
    return this.store.state
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
    await this.press('enter')
  }

  lines(): string[] {
    return timelineLines(timelineOf(this.state)).map((line) => line.map((part) => part.text).join(''))
  }

  #dispatch(actions: readonly Action[]): void {
    for (const action of actions) this.store.dispatch(action)
  }
}
