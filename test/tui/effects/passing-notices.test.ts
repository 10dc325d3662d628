import t from 'tap'
import { safe } from '../../../src/text/sanitize.js'
import { passNotices } from '../../../src/tui/effects/passing-notices.js'
import { initialState } from '../../../src/tui/state/reduce.js'
import { Store } from '../../../src/tui/state/store.js'
import { lookOf } from '../../../src/tui/style/look.js'
import { startMs } from '../fake-engine.js'
import { ManualClock } from '../manual-clock.js'

function saying() {
  const clock = new ManualClock()
  const look = lookOf('mono', 'unicode')
  const store = new Store(initialState({ look, size: { cols: 80, rows: 24 }, nowMs: startMs }))
  const stop = passNotices(store, clock)
  const say = (level: 'info' | 'error', text = safe`x`) =>
    store.dispatch({ type: 'noticed', notice: { level, text } })
  return { clock, store, stop, say, said: () => store.state.notice?.text }
}

t.test('a piece of news goes after ten seconds, a newer one has its own, and an error stays', async (t) => {
  const { clock, say, said, stop } = saying()
  say('info')
  clock.advance(9_000)
  say('info', safe`y`)
  clock.advance(9_999)
  t.equal(said(), 'y')
  clock.advance(1)
  t.equal(said(), undefined)
  say('error')
  clock.advance(60_000)
  t.equal(said(), 'x')
  say('info')
  stop()
  clock.advance(60_000)
  t.equal(said(), 'x', 'nothing goes any more')
})

t.test('the question whether to quit is asked for two seconds; then Ctrl-C asks anew', async (t) => {
  const { clock, store, said } = saying()
  const ask = () => store.dispatch({ type: 'quitAsked', ask: 'always' })
  ask()
  t.match(said(), /Once more to quit/)
  clock.advance(1_999)
  t.equal(store.state.quitArmed, true)
  clock.advance(1)
  t.same([said(), store.state.quitArmed], [undefined, false])
  ask()
  t.equal(store.state.exit, null)
  ask()
  t.equal(store.state.exit, 0)
})
