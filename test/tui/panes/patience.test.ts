import t from 'tap'
import { Patience, patienceMs } from '../../../src/tui/panes/patience.js'
import type { Action } from '../../../src/tui/state/action.js'

const letter: Action = { type: 'edited', edit: { op: 'insert', text: 'a' } }
const news: Action = { type: 'roomsPulled', rooms: [] }

t.test('while letters come the timeline waits, but never longer than its time', async (t) => {
  const patience = new Patience()
  patience.drawn(0)
  t.notOk(patience.lasts(10), 'nobody types')
  patience.follow(letter, 10)
  patience.follow(news, 20)
  t.ok(patience.lasts(20))
  t.notOk(patience.lasts(patienceMs), 'it was drawn long ago')
  patience.drawn(patienceMs)
  patience.follow(letter, patienceMs)
  t.ok(patience.lasts(patienceMs + 1))
})

t.test('who stops typing, or does anything else, sees what comes at once', async (t) => {
  const patience = new Patience()
  patience.follow(letter, 0)
  patience.drawn(400)
  t.notOk(patience.lasts(400))
  patience.follow(letter, 400)
  patience.follow({ type: 'scrolled', unit: 'page', by: -1 }, 401)
  t.notOk(patience.lasts(402))
})
