import t from 'tap'
import { Pacer } from '../../../src/tui/panes/pacer.js'
import { ManualClock } from '../manual-clock.js'

function pacer() {
  const clock = new ManualClock()
  const counted = { flushes: 0, isStrained: false }
  const made = new Pacer({
    clock,
    flush: () => {
      counted.flushes += 1
    },
    isStrained: () => counted.isStrained,
  })
  return {
    clock,
    counted,
    pacer: made,
    turn: () => new Promise((resolve) => setImmediate(() => setImmediate(resolve))),
  }
}

t.test('the first change is written at once, those after it together, twenty times a second', async (t) => {
  const { clock, counted, pacer: paced, turn } = pacer()
  for (let change = 0; change < 100; change += 1) {
    paced.soon()
    await turn()
    if (change === 0) t.equal(counted.flushes, 1)
    clock.advance(10)
  }
  await turn()
  t.ok(counted.flushes >= 20 && counted.flushes <= 22, `${counted.flushes} in a second`)
})

t.test('a terminal that does not keep up gets half as many', async (t) => {
  const { clock, counted, pacer: paced, turn } = pacer()
  counted.isStrained = true
  for (let change = 0; change < 100; change += 1) {
    paced.soon()
    await turn()
    clock.advance(10)
  }
  t.ok(counted.flushes >= 10 && counted.flushes <= 13, `${counted.flushes} in a second`)
})

t.test('what a key caused is written at once, and so is the answer to it', async (t) => {
  const { counted, pacer: paced, turn } = pacer()
  paced.soon()
  await turn()
  paced.soon()
  await turn()
  t.equal(counted.flushes, 1, 'this one waits')
  paced.now()
  paced.now()
  await turn()
  t.equal(counted.flushes, 2, 'one frame for one turn')
  for (let change = 0; change < 10; change += 1) {
    paced.soon()
    await turn()
  }
  t.equal(counted.flushes, 5, 'then the others wait again')
})

t.test('nothing is written after the end, and a change is never forgotten', async (t) => {
  const { clock, counted, pacer: paced, turn } = pacer()
  paced.soon()
  await turn()
  paced.soon()
  clock.advance(50)
  await turn()
  t.equal(counted.flushes, 2)
  paced.soon()
  paced.now()
  paced.close()
  paced.soon()
  paced.now()
  clock.advance(500)
  await turn()
  t.equal(counted.flushes, 2)
})
