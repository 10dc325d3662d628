/**
 * Something that is opened once and closed once (invariant I6): what was opened is closed, newest first, also when a
 * later open failed. A failed open undoes what it did and rejects; `ready()` after `close()` rejects; `close()` is
 * idempotent, waits for a running open, and runs every undo even when one throws.
 * Source: architecture of this project; the upstream ready-resource leaks when an open fails half way.
 */
import { HocketError } from '../errors.js'

type Undo = () => unknown

export abstract class Resource {
  readonly #undos: Undo[] = []
  #opening: Promise<void> | undefined
  #closing: Promise<void> | undefined

  /** Opens on the first call; every call resolves when open. Rejects with CLOSED after `close()`. */
  ready(): Promise<void> {
    if (this.#closing !== undefined)
      return Promise.reject(new HocketError('CLOSED', 'This part of hocket is already closed.'))
    this.#opening ??= this.#start()
    return this.#opening
  }

  /** Runs every undo, newest first. Rejects with what failed, after all of them have run. */
  close(): Promise<void> {
    this.#closing ??= this.#stop()
    return this.#closing
  }

  /** True from the first call of `close()` on. */
  get closing(): boolean {
    return this.#closing !== undefined
  }

  /** Acquire things here; follow each acquisition at once by `this.own(() => …)`. */
  protected abstract open(): Promise<void> | void

  /** Registers what undoes the acquisition just made. */
  protected own(undo: Undo): void {
    this.#undos.push(undo)
  }

  async #start(): Promise<void> {
    try {
      await this.open()
    } catch (error) {
      const failures = await this.#undoAll()
      throw failures.length === 0
        ? error
        : new AggregateError([error, ...failures], 'open failed, and so did undoing it')
    }
  }

  async #stop(): Promise<void> {
    await this.#opening?.catch(() => undefined) // a failed open was reported to who called ready()
    const failures = await this.#undoAll()
    if (failures.length === 1) throw failures[0]
    if (failures.length > 1) throw new AggregateError(failures, 'several things could not be closed')
  }

  async #undoAll(): Promise<unknown[]> {
    const failures: unknown[] = []
    for (let undo = this.#undos.pop(); undo !== undefined; undo = this.#undos.pop()) {
      try {
        await undo()
      } catch (error) {
        failures.push(error)
      }
    }
    return failures
  }
}
