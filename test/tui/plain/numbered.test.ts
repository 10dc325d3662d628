/** The linear face: messages by number, emoji by name, and messages that are too long to be said unasked. */
import t from 'tap'
import { sanitize } from '../../../src/text/sanitize.js'
import { Numbered, type Numbering } from '../../../src/tui/plain/numbered.js'
import { foldedLines, withEmoji } from '../../../src/tui/plain/spoken.js'
import type { Action } from '../../../src/tui/state/action.js'
import { Face } from '../face.js'
import { FakeEngine } from '../fake-engine.js'
import { message } from '../timeline/messages.js'

process.env.TZ = 'UTC'

async function scene(test: Parameters<typeof Face.start>[0]) {
  const engine = new FakeEngine()
  const garden = engine.addRoom('garden', { peers: 1 })
  engine.addMember(garden, 'bob')
  engine.receive(garden, '', { type: 'join' })
  engine.receive(garden, 'a question', { unread: false })
  engine.receive(garden, 'mine', { mine: true, nick: 'ana', author: engine.me.author, delivery: 'held' })
  engine.receive(garden, '', { removed: { author: 'x', nick: 'bob', reason: '' } })
  engine.change(garden)
  const face = await Face.start(test, engine)
  const numbered = new Numbered({ emoji: true, folds: true })
  const run = (line: string) => numbered.run(face.state, line)
  return { engine, garden, face, run }
}

const said = (done: Numbering | undefined) => (typeof done === 'object' ? done.say : [done])
const action = (done: Numbering | undefined): Action | undefined =>
  typeof done === 'object' ? done.actions[0] : undefined

t.test('/last numbers what people said, and the numbers stay when something comes', async (t) => {
  const { engine, garden, face, run } = await scene(t)
  t.match(run('/reply 1 hi'), /Which message\? \/last/)
  t.same(said(run('/last')), ['2: 20:02 bob: a question', '1: 20:03 ana: mine'])
  t.same(said(run('/last 1')), ['1: 20:03 ana: mine'])
  t.match(run('/last none'), /How many\?/)
  run('/last')
  engine.receive(garden, 'meanwhile')
  engine.change(garden)
  await face.settle()
  t.match(said(run('/reply 2 because'))[0], /^-- answering 20:02 bob: a question$/)
  t.match(action(run('/reply 2 because')), {
    type: 'textSent',
    text: 'because',
    typed: '/reply 2 because',
    answer: { kind: 'reply', text: 'a question' },
  })
  t.equal(run('/edit words for an editor'), undefined, 'that is the command of the screen')
  t.equal(run('hello'), undefined)
})

t.test('a numbered message is answered, changed, reacted to and removed as on the screen', async (t) => {
  const { engine, garden, face, run } = await scene(t)
  const at = (index: number) => engine.room(garden).messages[index]
  const enter = async (line: string) => {
    const done = run(line)
    if (typeof done === 'object') for (const one of done.actions) face.store.dispatch(one)
    await face.settle()
    return done
  }
  await enter('/last')
  await enter('/edit 1 mine, mended')
  t.match(at(2), { text: 'mine, mended', edited: true })
  t.match(await enter('/edit 2 not mine'), /Only your own messages.*bob/)
  await enter('/reply 2 an answer')
  t.match(engine.room(garden).messages.at(-1), { text: 'an answer', reply: { text: 'a question' } })
  await enter('/react 2 :tada:')
  t.match(at(1)?.reactions, [{ emoji: '🎉', mine: true }])
  t.match(said(await enter('/react 2 🎉'))[0], /no longer reacting/)
  t.match(await enter('/react 2 thumb'), /Several emoji fit/)
  t.match(await enter('/react 2 nosuchthing'), /No emoji is called/)
  t.match(await enter('/react 2'), /Write an emoji/)
  t.match(await enter('/reply 2'), /Write the text/)
  t.match(said(await enter('/show 2')), ['20:02 bob: a question'])
  await enter('/delete 1 a slip')
  t.match(at(2), { removed: { reason: 'a slip' } })
  t.match(await enter('/delete 7'), /Which message/)
})

t.test('short names are said as emoji where the terminal has them, except in code and links', async (t) => {
  const one = message('1', 'done :tada: `:tada:` https://x.org/:tada: :nosuch: :heart:')
  const speech = { emoji: true, folds: true }
  t.equal(withEmoji(one, speech).text, 'done 🎉 `:tada:` https://x.org/:tada: :nosuch: ❤️')
  t.equal(withEmoji(one, { ...speech, emoji: false }), one)
  t.match(withEmoji(message('3', 'x', { reply: sanitize('bob: :tada:') }), speech), {
    reply: 'bob: 🎉',
    text: 'x',
  })
  const without = message('2', 'at 10:30:20')
  t.equal(withEmoji(without, speech), without)
})

t.test('a very long message is cut, by lines or by letters, and says how to read the rest', async (t) => {
  const speech = { emoji: true, folds: true }
  const tall = message('1', Array.from({ length: 60 }, (_, line) => `line ${line}`).join('\n'))
  const lines = foldedLines(tall, [], speech)
  t.equal(lines.length, 41)
  t.match(lines.at(-1), /^-- there is more of this message: \/last/)
  t.equal(foldedLines(tall, [], { ...speech, folds: false }).length, 60, 'nobody is there to ask for it')
  const wide = foldedLines(message('2', 'x'.repeat(16_000)), [], speech)
  t.equal(wide.length, 2)
  t.ok((wide[0]?.length ?? 0) < 3_100)
  t.equal(foldedLines(message('3', 'short'), [], speech).length, 1)
})
