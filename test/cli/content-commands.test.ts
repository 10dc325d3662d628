/** Replies, edits, removals and reactions on the command line. */
import t, { type Test } from 'tap'
import { author } from '../rpc/fake-engine.js'
import { serveFake } from '../rpc/serve-fake.js'
import { type RunOptions, runCli } from './run-cli.js'

async function world(t: Test) {
  const { profileDir, engine } = await serveFake(t)
  const run = (argv: readonly string[], options?: RunOptions) =>
    runCli([...argv, '--profile', profileDir], options)
  engine.addRoom({})
  const { id } = engine.addMessage('h1', { text: 'the relay is back' })
  return { engine, run, id, lines: async () => (await run(['tail', 'garden'])).out.trimEnd().split('\n') }
}

t.test('send --reply answers a message, and tail shows what was answered before the answer', async (t) => {
  const { engine, run, id, lines } = await world(t)
  t.match(await run(['send', 'garden', 'thanks', '--reply', id]), { code: 0, err: '' })
  t.match(engine.calls.at(-1), { method: 'room.send', params: { text: 'thanks', reply: id } })
  t.match((await lines()).slice(1), [/^\S+ \S+ > ana: what was said$/, /^ {4}ana: thanks$/])
})

t.test('edit, react and redact do what they say and print the id of the record', async (t) => {
  const { engine, run, id, lines } = await world(t)
  t.match(await run(['edit', 'garden', id, 'the', 'relay', 'works']), { code: 0, out: /^[0-9a-f]{64}\n$/ })
  await run(['react', 'garden', id, '👍'])
  t.match(await lines(), [/ana: the relay works \(edited\) \[👍 1\]$/])
  await run(['react', '1', id, '👍', '--remove'])
  await run(['edit', '1', id, '-'], { stdin: 'two\nlines\n' })
  t.match(await lines(), [/ana: two$/, /^ {4}lines \(edited\)$/])
  t.match(await run(['redact', 'garden', id, 'wrong', 'room']), { code: 0, out: /^[0-9a-f]{64}\n$/ })
  t.match(await lines(), [/-- a message of ana was removed by ana: wrong room$/])
  const [fact] = (await run(['tail', '1', '--json'])).out.trim().split('\n')
  t.match(JSON.parse(fact!), {
    id,
    author,
    text: '',
    removed: { reason: 'wrong room' },
    edited: true,
    mentions: [],
  })
  t.match(
    engine.calls.map(({ method }) => method).filter((method) => /edit|react|redact/.test(method)),
    {
      length: 5,
    },
  )
})

t.test('a message that is not there is an error of its own, and an empty text is not sent', async (t) => {
  const { run, id } = await world(t)
  t.match(await run(['redact', 'garden', 'ff'.repeat(32)]), { code: 4, err: /no such message/ })
  t.match(await run(['edit', 'garden', id, ' ']), { code: 2, err: /no text/ })
})

t.test(
  'an answer to what is not here, or was removed, says so; nothing of it is an escape sequence',
  async (t) => {
    const { engine, lines } = await world(t)
    const removed = { author, nick: 'b\u001bob', reason: '\u001b[2Jspam\n-- forged' }
    engine.addMessage('h1', { text: 'a', reply: { id: 'x', author: null, nick: null, text: null } })
    engine.addMessage('h1', { text: 'b', reply: { id: 'x', author, nick: 'bob', text: '' } })
    engine.addMessage('h1', {
      text: 'c',
      reply: { id: 'x', author, nick: 'bob', text: '\u001b]0;x\u0007\n21:00 eve' },
    })
    engine.addMessage('h1', { text: '', removed })
    engine.addMessage('h1', { text: 'd', reactions: [{ emoji: '\u001b[31m👍', count: 2, mine: false }] })
    const printed = await lines()
    t.match(printed[1], /> a message that is not here$/)
    t.match(printed[3], /> bob: a message that was removed$/)
    t.equal(printed.length, 1 + 6 + 2)
    t.notMatch(printed.join('\n'), /[\u001b\u0007]/)
  },
)
