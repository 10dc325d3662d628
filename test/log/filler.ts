/**
 * A process whose disk gets full: `filler PROFILE BALLAST_FOLDER`. Prints one JSON object: the codes of the appends that failed
 * while the disk was full, whether an append worked after space returned, and whether every block is there in the end.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isHocketError } from '../../src/errors.js'
import { makeStore, ownSpec } from './worlds.js'

const [, , dir = '', ballast = ''] = process.argv
const blockBytes = 60_000

const store = makeStore(dir)
await store.ready()
const log = await store.openOwn({ ...ownSpec(), isNew: true })
const acked: number[] = []
for (let n = 0; n < 5; n++) await append()
fillDisk()
const codes: string[] = []
while (codes.length < 3)
  await append().catch((error: unknown) => codes.push(isHocketError(error) ? error.code : String(error)))
for (const name of readdirSync(ballast)) if (name.startsWith('ballast')) rmSync(join(ballast, name))
await append()
const stored = await log.read(0, log.length)
await store.close()

const again = makeStore(dir)
await again.ready()
const reopened = await again.openOwn(ownSpec())
const same = (await reopened.read(0, reopened.length)).every(
  (block, seq) => block.byteLength === blockBytes && block[0] === seq,
)
const result = {
  codes,
  acked: acked.length,
  stored: stored.length,
  length: reopened.length,
  vouched: reopened.vouched,
  same,
}
await again.close()
process.stdout.write(JSON.stringify(result))

async function append(): Promise<void> {
  const seq = log.nextSeq
  if (await log.append([Buffer.alloc(blockBytes, seq)], seq)) acked.push(seq)
}

function fillDisk(): void {
  try {
    for (let n = 0; ; n++) writeFileSync(join(ballast, `ballast-${n}`), Buffer.alloc(65_536, 1))
  } catch {
    // The disk is full now, as it should be.
  }
}
