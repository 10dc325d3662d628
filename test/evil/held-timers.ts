/** Lets a test decide when the deadlines of an engine pass, so that none has to be waited for. */
import type { Clock } from '../../src/lib/clock.js'

const shortMs = 1_000

export interface HeldTimers {
  /** Lets that much time pass for the timers that wait: those that were to run by then run now. */
  letPass(ms: number): void
  /** Whether a timer waits that has exactly this long to go. */
  waits(ms: number): boolean
}

/** From now on timers of a second and more on `clock` wait for the test. */
export function holdTimers(clock: { after: Clock['after'] }): HeldTimers {
  const timers = new Set<{ leftMs: number; readonly run: () => void }>()
  const after = clock.after.bind(clock)
  clock.after = (delayMs, run, options) => {
    if (delayMs < shortMs) return after(delayMs, run, options)
    const timer = { leftMs: delayMs, run }
    timers.add(timer)
    return () => timers.delete(timer)
  }
  return {
    letPass(ms) {
      for (const timer of [...timers]) {
        timer.leftMs -= ms
        if (timer.leftMs <= 0 && timers.delete(timer)) timer.run()
      }
    },
    waits: (ms) => [...timers].some(({ leftMs }) => leftMs === ms),
  }
}
