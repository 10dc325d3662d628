/**
 * When an engine that nobody asked to stay ends: the last face has left, and what was written during its life is held
 * by another member, or the linger time is over. An engine that no face ever reached ends as well.
 */
import type { Clock } from '../lib/clock.js'

export const defaultLingerMs = 30_000
/** Who started the engine must have attached by then. */
const firstFaceMs = 20_000

export interface EndPolicyOptions {
  readonly clock: Clock
  /** Own records and drafts that exist on this machine only. */
  readonly onlyHere: () => Promise<number>
  readonly end: () => void
}

export class EndPolicy {
  readonly #options: EndPolicyOptions
  #lingerMs = defaultLingerMs
  #written = false
  #faces = 0
  #cancel: (() => void) | undefined

  constructor(options: EndPolicyOptions) {
    this.#options = options
  }

  start(): void {
    this.#endAfter(firstFaceMs)
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  wrote(): void {
    this.#written = true
  }

  /** Who asks for time has something to hand on, be it from an earlier run. */
  lingerFor(lingerMs: number): void {
    this.#lingerMs = lingerMs
    if (lingerMs > 0) this.#written = true
  }

  async facesAre(count: number): Promise<void> {
    this.#faces = count
    this.stop()
    if (count > 0) return
    this.#endAfter(this.#written ? this.#lingerMs : 0)
    await this.changed()
  }

  /** Something changed in the engine: perhaps another member holds everything now. */
  async changed(): Promise<void> {
    if (this.#faces > 0 || !this.#written || this.#cancel === undefined) return
    const onlyHere = await this.#options.onlyHere()
    if (onlyHere === 0 && this.#faces === 0) this.#endAfter(0)
  }

  #endAfter(delayMs: number): void {
    this.stop()
    this.#cancel = this.#options.clock.after(delayMs, this.#options.end)
  }
}
