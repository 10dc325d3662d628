import t from 'tap'
import { unlessAborted } from '../../src/lib/unless-aborted.js'

t.test('what comes in time counts, a failure too; after an abort nothing is waited for', async (t) => {
  const { signal } = new AbortController()
  t.equal(await unlessAborted(1, signal), 1)
  t.equal(await unlessAborted(Promise.resolve(2), signal), 2)
  await t.rejects(unlessAborted(Promise.reject(new Error('no')), signal), { message: 'no' })
  const stopping = new AbortController()
  const waiting = unlessAborted(new Promise(() => undefined), stopping.signal)
  stopping.abort()
  t.equal(await waiting, undefined)
  t.equal(await unlessAborted(new Promise(() => undefined), stopping.signal), undefined)
})
