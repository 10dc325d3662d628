/**
 * Time, timers and randomness as a parameter (invariant I7). Only this file may touch Date.now, Math.random and setTimeout.
 * The second implementation is the manual clock of the tests.
 */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls `run` once after `delayMs`; the returned function cancels it. Does not keep the process alive when `background`. */
  after(delayMs: number, run: () => void, options?: { readonly background?: boolean }): () => void
  /** A number in [0, 1), for jitter only: never for keys. */
  random(): number
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, run, options) {
    const timer = setTimeout(run, delayMs)
    if (options?.background === true) timer.unref()
    return () => clearTimeout(timer)
  },
  random: () => Math.random(),
}

/** Resolves after `delayMs` on `clock`, or at once when `signal` aborts. */
export function sleep(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve()
    const cancel = clock.after(delayMs, done)
    function done() {
      signal?.removeEventListener('abort', stop)
      resolve()
    }
    function stop() {
      cancel()
      resolve()
    }
    signal?.addEventListener('abort', stop, { once: true })
  })
}
