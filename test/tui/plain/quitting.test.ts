import { join } from 'node:path'
import t from 'tap'
import { FakeEngine } from '../fake-engine.js'
import { Talk, village } from './talk.js'

process.env.TZ = 'UTC'

t.test('a pipe: what was asked for before /quit is answered before it ends', async (t) => {
  const { engine } = village()
  engine.left = [{ room: null, number: 3, name: 'music', access: 'write', messages: 1 }]
  for (const [asked, answer] of [
    ['/names', /^3 members, 2 online:\nana, you, creator\nbob, online$/m],
    ['/whois bob', /^Short key +tagbob$/m],
    ['/search text 7', /^1 found; .*\n.* #garden bob: text 7$/m],
    ['/rooms left', /^Left, and kept on this disk: 3 #music \(1 message\)\./m],
    [`/export ${join(t.testdir({}), 'garden.txt')}`, /^50 messages of #garden are in .*garden\.txt\.$/m],
    ['hello', /: hello$/m],
  ] as const) {
    const talk = new Talk(t, engine)
    talk.type(asked, '/quit', 'never read')
    t.equal(await talk.code, 0, asked)
    t.match(talk.out, answer)
    t.notMatch(talk.out, /never read/)
    t.equal(talk.err, '')
  }
})

t.test('a pipe: /quit takes back a question, and does not wait for an engine that is gone', async (t) => {
  const silent = new Talk(t, new FakeEngine({ nick: null }))
  silent.type('/quit')
  t.match([await silent.code, silent.err], [0, ''])
  const { engine } = village()
  const talk = new Talk(t, engine)
  await talk.says(/text 49\n/)
  engine.die()
  talk.type('/quit')
  t.equal(await talk.code, 0)
})
