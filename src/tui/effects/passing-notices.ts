/**
 * What is said goes by itself: a piece of news after a while, the question whether to quit soon. Errors stay until a key: one
 * has to act on them. Owns two timers.
 */
import type { Clock } from '../../lib/clock.js'
import type { State } from '../state/state.js'
import type { Store } from '../state/store.js'

const newsMs = 10_000
const quitMs = 2_000

/** Begins to watch; returns what stops it. */
export function passNotices(store: Store, clock: Clock): () => void {
  const stops = [
    whileSame(store, clock, newsMs, (state) => (state.notice?.level === 'info' ? state.notice : null)),
    whileSame(store, clock, quitMs, (state) => (state.quitArmed ? state.notice : null)),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** The notice goes when it has been `chosen` that long. */
function whileSame(
  store: Store,
  clock: Clock,
  afterMs: number,
  chosen: (state: State) => State['notice'],
): () => void {
  let cancel: (() => void) | undefined
  const begin = (state: State) => {
    const notice = chosen(state)
    if (notice !== null) cancel = clock.after(afterMs, () => store.dispatch({ type: 'noticePassed', notice }))
  }
  begin(store.state)
  const unhook = store.on(({ before, after }) => {
    if (chosen(before) === chosen(after)) return
    cancel?.()
    cancel = undefined
    begin(after)
  })
  return () => {
    unhook()
    cancel?.()
  }
}
