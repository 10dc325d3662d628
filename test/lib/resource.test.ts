import t from 'tap'
import { isHocketError } from '../../src/errors.js'
import { Resource } from '../../src/lib/resource.js'

class Recorded extends Resource {
  readonly log: string[] = []
  readonly #failAt: number | undefined
  readonly #failUndo: number | undefined

  constructor(options: { failAt?: number; failUndo?: number } = {}) {
    super()
    this.#failAt = options.failAt
    this.#failUndo = options.failUndo
  }

  protected override async open(): Promise<void> {
    for (const step of [1, 2, 3]) {
      if (step === this.#failAt) throw new Error(`open ${step}`)
      await Promise.resolve()
      this.log.push(`open ${step}`)
      this.own(() => {
        this.log.push(`undo ${step}`)
        if (step === this.#failUndo) throw new Error(`undo ${step}`)
      })
    }
  }
}

t.test('I6: what was opened is closed, newest first', async (t) => {
  const resource = new Recorded()
  await resource.ready()
  await resource.close()
  t.same(resource.log, ['open 1', 'open 2', 'open 3', 'undo 3', 'undo 2', 'undo 1'])
})

t.test('I6: a failed open undoes what it did and rejects with its own error', async (t) => {
  const resource = new Recorded({ failAt: 3 })
  await t.rejects(resource.ready(), { message: 'open 3' })
  t.same(resource.log, ['open 1', 'open 2', 'undo 2', 'undo 1'])
  await resource.close()
})

t.test('I6: close runs every undo even when one throws, and close again is the same promise', async (t) => {
  const resource = new Recorded({ failUndo: 2 })
  await resource.ready()
  const first = resource.close()
  t.equal(resource.close(), first)
  await t.rejects(first, { message: 'undo 2' })
  t.same(resource.log.slice(3), ['undo 3', 'undo 2', 'undo 1'])
})

t.test('I6: close waits for a running open; ready after close rejects', async (t) => {
  const resource = new Recorded()
  const opening = resource.ready()
  await resource.close()
  await opening
  t.equal(resource.log.length, 6)
  await t.rejects(resource.ready(), { code: 'CLOSED' })
  t.ok(resource.closing)
})

t.test('a failed open whose undo fails too reports both', async (t) => {
  const resource = new Recorded({ failAt: 3, failUndo: 1 })
  const error = await resource.ready().then(
    () => undefined,
    (error: unknown) => error,
  )
  t.ok(error instanceof AggregateError && error.errors.length === 2)
  t.notOk(isHocketError(error))
})
