/** A screen without a terminal: store, effects, configuration and an engine in memory; keys go in, lines come out. */
import type { Test } from 'tap'
import { HocketError } from '../../src/errors.js'
import { dialogOf } from '../../src/tui/dialogs/content.js'
import { ConfigEffects } from '../../src/tui/effects/config-effects.js'
import { Effects } from '../../src/tui/effects/effects.js'
import type { Action } from '../../src/tui/state/action.js'
import { actionsForChord, actionsForText, lettersAreKeys } from '../../src/tui/state/keymap.js'
import { initialState } from '../../src/tui/state/reduce.js'
import { selectInput, selectOverlay, selectRoom } from '../../src/tui/state/selectors.js'
import type { Size, State } from '../../src/tui/state/state.js'
import { Store } from '../../src/tui/state/store.js'
import { lookOf } from '../../src/tui/style/look.js'
import type { Line } from '../../src/tui/style/theme.js'
import { timelineOf } from '../../src/tui/timeline/of-state.js'
import { timelineLines } from '../../src/tui/timeline/timeline-view.js'
import { FakeEngine, startMs } from './fake-engine.js'
import { ManualClock } from './manual-clock.js'
import { MemoryConfig } from './memory-config.js'

export class Face {
  readonly engine: FakeEngine
  readonly clock = new ManualClock()
  readonly config = new MemoryConfig()
  readonly store: Store
  /** What was asked of the terminal. */
  readonly terminal: string[] = []
  readonly effects: Effects
  readonly #settings: ConfigEffects
  demo = new FakeEngine({ nick: 'dora' })
  demoStopped = false
  /** The recovery words that were taken. */
  restored: string | undefined

  constructor(engine: FakeEngine, size: Size = { cols: 80, rows: 24 }, keepDir?: string) {
    this.engine = engine
    this.store = new Store(initialState({ look: lookOf('mono', 'unicode'), size, nowMs: startMs }))
    this.effects = new Effects({
      store: this.store,
      clock: this.clock,
      connect: async () => {
        if (engine.gone) throw new HocketError('ENGINE_START', 'No engine could be started.')
        return engine.client()
      },
      ...(keepDir === undefined ? {} : { keepDir }),
      startDemo: async () => ({
        client: this.demo.client(),
        connect: async () => this.demo.client(),
        link: 'hocket:w/demo',
        stop: async () => {
          this.demoStopped = true
        },
      }),
      restore: async (words) => {
        if (words === 'wrong') throw new HocketError('USAGE', 'These are not the 24 words of an identity.')
        return async () => {
          if (words === 'too late') throw new HocketError('USAGE', 'This profile has a room already.')
          engine.die()
          engine.gone = false
          this.restored = words
          return engine.client()
        }
      },
      terminal: {
        repaint: () => this.terminal.push('repaint'),
        suspend: () => this.terminal.push('suspend'),
        copy: (text) => this.terminal.push(`copy ${text}`),
      },
    })
    this.#settings = new ConfigEffects(this.store, this.config)
  }

  static async start(t: Test, engine: FakeEngine, size?: Size): Promise<Face> {
    const face = new Face(engine, size)
    t.teardown(() => face.close())
    await face.effects.attachment.use(engine.client())
    await face.settle()
    return face
  }

  /** An engine is there again, and attached. */
  async engineBack(): Promise<void> {
    this.engine.gone = false
    this.clock.advance(20_000)
    await this.settle()
  }

  async close(): Promise<void> {
    await Promise.all([this.effects.close(), this.#settings.stop()])
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
    this.#type(text)
    await this.settle()
  }

  /** Types behind what is there, and Enter at once. */
  async submit(text: string): Promise<void> {
    this.#type(text)
    await this.press('enter')
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
    return textsOf(overlay === undefined ? [] : dialogOf(overlay, this.state).lines)
  }

  /** The lines of the timeline. */
  lines(): string[] {
    return textsOf(timelineLines(timelineOf(this.state)))
  }

  /** Where letters are keys, each does what it does before the next is one. */
  #type(text: string): void {
    for (const part of lettersAreKeys(this.state) ? text : [text])
      this.#dispatch(actionsForText(this.state, part))
  }

  #dispatch(actions: readonly Action[]): void {
    for (const action of actions) this.store.dispatch(action)
  }
}

function textsOf(lines: readonly Line[]): string[] {
  return lines.map((line) => line.map((part) => part.text).join(''))
}
