/**
 * Tells faces that something changed: at most one event per room and interval, the first at once. Events carry no state.
 */
import type { Events } from '../api/methods.js'
import type { Clock } from '../lib/clock.js'
import { Coalescer } from '../lib/coalescer.js'
import { Emitter } from '../lib/emitter.js'
import type { BookedRoom } from './room-book.js'

const intervalMs = 10

export class Changes {
  readonly changed = new Emitter<Events['changed']>()
  readonly #clock: Clock
  readonly #marks = new Map<string | null, Coalescer>()
  readonly #stops = new Map<string, () => void>()
  #version = 1

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Follows a room from now on. */
  watch({ handle, room }: BookedRoom): void {
    this.forget(handle)
    const mark = this.#coalescer(handle, () => room.version)
    this.#stops.set(
      handle,
      room.changed.on(() => mark.request()),
    )
    mark.request()
    this.mark(null)
  }

  /** Says nothing more of a room: it was closed. */
  forget(handle: string): void {
    this.#stops.get(handle)?.()
    this.#stops.delete(handle)
    this.#marks.get(handle)?.close()
    this.#marks.delete(handle)
  }

  /** The list of rooms, the network or our own nick has changed. */
  mark(handle: null): void {
    this.#version++
    this.#coalescer(handle, () => this.#version).request()
  }

  close(): void {
    for (const stop of this.#stops.values()) stop()
    for (const coalescer of this.#marks.values()) coalescer.close()
    this.changed.clear()
  }

  #coalescer(handle: string | null, version: () => number): Coalescer {
    const known = this.#marks.get(handle)
    if (known !== undefined) return known
    const run = () => this.changed.emit({ handle, version: version() })
    const coalescer = new Coalescer({ clock: this.#clock, intervalMs, run })
    this.#marks.set(handle, coalescer)
    return coalescer
  }
}
