/**
 * A process that appends until it is killed: `appender DIR ROUND`. Writes one line per fact to standard output, at once:
 * `open LENGTH VOUCHED HEAD`, then `acked SEQ COUNT` after each append.
 */
import { writeSync } from 'node:fs'
import { headNext, headStart } from '../../src/protocol/heads.js'
import { makeStore, ownSpec } from './worlds.js'

const [, , dir = '', round = ''] = process.argv
const store = makeStore(dir)
await store.ready()
const log = await store.openOwn({ ...ownSpec(), isNew: round === '0' })
let head = headStart(log.key)
for (const block of await log.read(0, log.length)) head = headNext(head, block)
say(`open ${log.length} ${log.vouched} ${Buffer.from(head).toString('hex')}`)
for (let step = 0; ; step++) {
  const seq = log.nextSeq
  const blocks = Array.from({ length: 1 + (step % 3) }, (_, index) =>
    Buffer.from(`${seq + index} of round ${round} ${'.'.repeat(300)}`),
  )
  if (!(await log.append(blocks, seq))) throw new Error('the log moved by itself')
  say(`acked ${seq} ${blocks.length}`)
}

function say(line: string): void {
  writeSync(1, `${line}\n`)
}
