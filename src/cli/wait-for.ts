/** Waits for a fact of the engine: asks again whenever something changed, never in a loop of its own. */
import type { EngineClient } from '../api/client.js'
import type { Clock } from '../lib/clock.js'

export interface WaitOptions {
  readonly engine: EngineClient
  readonly clock: Clock
  /** For ever when left out. */
  readonly timeoutMs?: number
  readonly stop: AbortSignal
}

/** True when `isSo` became true, false when the time was over or `stop` aborted. Rejects when the engine is gone. */
export async function waitFor(options: WaitOptions, isSo: () => Promise<boolean>): Promise<boolean> {
  const { engine, clock, timeoutMs, stop } = options
  let over = stop.aborted
  let wake: () => void = () => undefined
  const giveUp = () => {
    over = true
    wake()
  }
  let changes = 0
  const undo = engine.on('changed', () => {
    changes++
    wake()
  })
  const cancel = timeoutMs === undefined ? () => undefined : clock.after(timeoutMs, giveUp)
  stop.addEventListener('abort', giveUp, { once: true })
  void engine.ended.then(() => wake())
  try {
    for (;;) {
      const seen = changes
      if (await isSo()) return true
      if (over) return false
      if (seen === changes)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      if (over) return await isSo()
    }
  } finally {
    undo()
    cancel()
    stop.removeEventListener('abort', giveUp)
  }
}
