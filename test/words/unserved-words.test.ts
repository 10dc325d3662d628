import t from 'tap'
import { unservedWords } from '../../src/words/unserved-words.js'

const of = (nick: string, blocks: number) => ({ author: 'aa'.repeat(32), nick, blocks })

t.test('what waits for a peer is one sentence, with the three of whom most is missing', async (t) => {
  t.equal(unservedWords([]), null)
  t.equal(unservedWords([of('ana', 12)]), 'up to 12 messages of ana: waiting for a peer that has them')
  t.equal(
    unservedWords([of('ana', 12), of('b\u001b[31mob', 1), of('cy', 1), of('dan', 1), of('eve', 1)]),
    'up to 12 messages of ana, up to 1 message of b␛[31mob, up to 1 message of cy, and of 2 more: waiting for a peer that has them',
  )
})
