/** A room of 20,000 messages by ten people, joined by a new profile that knows nothing but the link. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import type { MessageView } from '../../src/api/views.js'
import { defaultPolicy } from '../../src/protocol/policy.js'
import { MemoryNet } from '../testnet/memory-network.js'
import { makeLargeRoom } from './large-room.js'
import { converged, Person } from './world.js'

const messages = 20_000
const writers = 10
const textOf = (i: number) => `message number${i} of a large room, by somebody who had time to write it`

t.test(
  'I1, I2: a new profile gets all of a large room, every message once and in order, and finds the last ones',
  { timeout: 240_000 },
  async (t) => {
    const dir = mkdtempSync(join(tmpdir(), 'hocket-large-'))
    t.teardown(() => rmSync(dir, { recursive: true, force: true }))
    const policy = { ...defaultPolicy, powBits: 4 }
    const room = await makeLargeRoom({ dir: join(dir, 'keeper'), messages, writers, textOf, policy })
    t.equal(room.records, messages + 2 * (writers + 1), 'every log begins with two records')

    const net = new MemoryNet({})
    const [keeper, joiner] = ['keeper', 'joiner'].map((name) => new Person(name, join(dir, name), net)) as [
      Person,
      Person,
    ]
    for (const person of [keeper, joiner]) {
      t.teardown(() => person.stop())
      await person.start()
    }
    t.equal(await keeper.hash(room.handle), room.hash)
    t.equal(await joiner.join(room.link), room.handle)
    for (let last = messages - writers; last < messages; last++) await found(joiner, `number${last}`)
    await converged([keeper, joiner], room.handle)

    const lines = await everything(joiner, room.handle)
    const places = lines.map(({ hlc, log }) => hlc + log)
    t.ok(
      places.every((place, i) => i === 0 || places[i - 1]! < place),
      'in order',
    )
    t.equal(new Set(lines.map(({ id }) => id)).size, lines.length, 'nothing twice')
    const texts = new Set(lines.filter(({ type }) => type === 'text').map(({ text }) => text))
    t.equal(texts.size, messages)
    for (let i = 0; i < messages; i++) if (!texts.has(textOf(i))) t.fail(`lost: ${textOf(i)}`)
    t.ok((await joiner.room(room.handle)).sync.missingBlocks === 0)
    t.same([...keeper.reported, ...joiner.reported], [])
  },
)

/** Resolves when the search finds a word; looks whenever something has changed. */
async function found({ engine }: Person, query: string): Promise<void> {
  for (;;) {
    const change = new Promise<void>((resolve) => {
      const stop = engine.on('changed', () => {
        stop()
        resolve()
      })
    })
    if ((await engine.call('room.search', { query, limit: 1 })).hits.length > 0) return
    await change
  }
}

/** Every line of a room, from page to page, backwards from the newest. */
async function everything({ engine }: Person, handle: string): Promise<readonly MessageView[]> {
  const lines: MessageView[] = []
  for (;;) {
    const anchor = lines[0] === undefined ? {} : { anchor: lines[0].id }
    const page = await engine.call('room.page', { handle, ...anchor, before: 1_000, after: 0 })
    lines.unshift(...page.messages.filter(({ id }) => id !== lines[0]?.id))
    if (page.atStart) return lines
  }
}
