/** Whatever people do, in whatever order, with whatever network: all end with the same room, and nothing said is lost. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { HocketError } from '../../src/errors.js'
import { converged, type Person, type World, world } from '../scenarios/world.js'
import { ManualClock } from '../testnet/manual-clock.js'
import { until } from '../testnet/until.js'

const names = ['ana', 'bob', 'chidi', 'dana']
const operations = 40

/** One run: random operations from a seed, and what was promised to whom on the way. */
class Run {
  readonly #dice: ManualClock
  readonly #world: World
  readonly #handle: string
  /** Texts that an engine said were on disk, by the id it gave them. */
  readonly acked = new Map<string, string>()
  /** Texts that were kept as drafts. */
  readonly drafted: string[] = []
  readonly done: string[] = []
  #count = 0

  constructor(options: { readonly dice: ManualClock; readonly world: World; readonly handle: string }) {
    this.#dice = options.dice
    this.#world = options.world
    this.#handle = options.handle
  }

  /** Does one thing, and notes it. */
  async step(): Promise<void> {
    const steps: readonly [weight: number, name: string, run: (person: Person) => Promise<void>][] = [
      [12, 'says', (person) => this.#say(person)],
      [1, 'says much', (person) => this.#sayMuch(person)],
      [3, 'talks about something', (person) => this.#talkAbout(person)],
      [2, 'is cut off', async (person) => this.#cut(person)],
      [2, 'all are connected', async () => this.heal()],
      [2, 'restarts', (person) => person.restart()],
      [1, 'restarts offline', (person) => person.restart({ offline: true })],
      [1, 'loses the index', (person) => this.#loseIndex(person)],
      [1, 'is renamed', async (person) => void (await this.#rename(person))],
    ]
    const bag = steps.flatMap((entry) => Array<typeof entry>(entry[0]).fill(entry))
    const [, name, run] = this.#pick(bag)
    const person = this.#pick(this.#world.people)
    this.done.push(`${person.name} ${name}`)
    await run(person)
  }

  heal(): void {
    this.#world.net.partition(names)
  }

  async #say(person: Person): Promise<void> {
    const text = `${person.name} ${++this.#count}`
    const sent = await person.say(this.#handle, text)
    if (sent.state === 'stored') this.acked.set(sent.id, text)
    else this.drafted.push(text)
  }

  /** Edits or removes an own message, or reacts to any; what cannot be done just now is left. */
  async #talkAbout(person: Person): Promise<void> {
    const own = [...this.acked].filter(([, text]) => text.startsWith(`${person.name} `))
    const anyone = [...this.acked].filter(([, text]) => text !== '')
    if (own.length === 0 || anyone.length === 0) return
    const call = person.engine.call.bind(person.engine)
    const [handle, dice] = [this.#handle, this.#dice.random()]
    const [id] = this.#pick(own)
    const emoji = this.#pick(['👍', '🎉'])
    try {
      if (dice < 0.6) await call('room.react', { handle, id: this.#pick(anyone)[0], emoji, on: dice < 0.4 })
      else if (dice < 0.9) {
        const text = `${person.name} ${++this.#count}, edited`
        await call('room.edit', { handle, id, text })
        this.acked.set(id, text)
      } else {
        await call('room.redact', { handle, id, reason: 'random' })
        this.acked.set(id, '')
      }
    } catch (error) {
      if (!['ROOM_WAITING', 'UNKNOWN_MESSAGE', 'NOT_ALLOWED'].includes((error as HocketError).code))
        throw error
    }
  }

  async #sayMuch(person: Person): Promise<void> {
    for (let i = 0; i < 15; i++) await this.#say(person)
  }

  #cut(person: Person): void {
    this.#world.net.partition(
      [person.name],
      names.filter((name) => name !== person.name),
    )
  }

  async #loseIndex(person: Person): Promise<void> {
    await person.stop()
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(person.dir, `index.db${suffix}`), { force: true })
    await person.start()
  }

  async #rename(person: Person): Promise<void> {
    await person.engine.call('me.nick', { nick: `${person.name} ${++this.#count}` })
  }

  #pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#dice.random() * items.length)]!
  }
}

async function play(t: Test, seed: number): Promise<void> {
  t.comment(`seed ${seed}`)
  const dice = new ManualClock({ seed })
  const place = await world(t, names, { seed, latencyMs: 0, jitterMs: 2 })
  const { people } = place
  const [ana] = people as [Person]
  const handle = await ana.create('garden')
  const link = await ana.link(handle)
  for (const person of people.slice(1)) await person.join(link)
  const run = new Run({ dice, world: place, handle })
  for (let i = 0; i < operations; i++) await run.step()
  run.heal()
  for (const person of people) await person.restart()
  const expected = [...run.acked.values(), ...run.drafted].toSorted()
  t.comment(run.done.join(', '))
  for (const person of people) await until(async () => (await person.texts(handle)).length >= expected.length)
  await converged(people, handle)
  t.comment(`FIG T65 acked=${run.acked.size} drafted=${run.drafted.length}`)
  for (const person of people) {
    const lines = (await person.lines(handle)).filter(({ type }) => type === 'text')
    t.same(
      lines.map(({ text }) => text).toSorted(),
      expected,
      `${person.name}: nothing lost, doubled or made up`,
    )
    t.same(
      [...run.acked.keys()].filter((id) => !lines.some((line) => line.id === id)),
      [],
      `${person.name}: every id`,
    )
    t.same(person.reported, [])
    t.match(await person.room(handle), { drafts: 0, sync: { missingBlocks: 0 }, notice: null })
  }
  const orders = new Set(
    await Promise.all(people.map(async (person) => (await person.texts(handle)).join('|'))),
  )
  t.equal(orders.size, 1)
}

const seed = Number(process.env.SEED ?? 7)
const runs = Number(process.env.RUNS ?? 2)

for (let i = 0; i < runs; i++) {
  t.test(
    'I1, T01, T65: random talk, partitions, restarts and lost indexes end in the same room for all',
    (t) => play(t, seed + i),
  )
}
