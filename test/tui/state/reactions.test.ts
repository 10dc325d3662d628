/** What can be reacted with. */
import t from 'tap'
import { messageModels } from '../../../src/tui/state/message-models.js'
import { reactionChoices, usedReactions } from '../../../src/tui/state/reactions.js'
import { FakeEngine } from '../fake-engine.js'

const emoji = (typed: string, used: readonly string[] = []) =>
  reactionChoices(typed, used).map((choice) => choice.emoji)

t.test('what is used most in the room comes first, filled up with usual ones', async (t) => {
  const engine = new FakeEngine()
  const room = engine.addRoom('garden')
  const views = [
    engine.receive(room, 'a', { reactions: [{ emoji: '🌳', count: 2, mine: false }] }),
    engine.receive(room, 'b', { reactions: [{ emoji: '🎉', count: 3, mine: true }] }),
    engine.receive(room, 'c', { reactions: [{ emoji: '🌳', count: 2, mine: false }] }),
  ]
  const used = usedReactions(messageModels(views))
  t.same(used.slice(0, 3), ['🌳', '🎉', '👍'])
  t.equal(used.length, 6)
  t.equal(new Set(used).size, 6)
  t.same(emoji('', used), used)
})

t.test('a name finds its emoji from its beginning, exact names first; an emoji is itself', async (t) => {
  t.equal(emoji('tada')[0], '🎉')
  t.equal(emoji(':tada:')[0], '🎉')
  t.equal(emoji('+1')[0], '👍')
  t.equal(emoji('heart')[0], '❤️')
  t.ok(emoji('hear').length > 1)
  t.same(emoji('🦔'), ['🦔'])
  t.same(emoji('nosuchname'), [])
  t.same(emoji('🦔'.repeat(9)), [], 'longer than a reaction can be')
})
