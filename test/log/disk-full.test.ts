import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { compile } from '../testnet/compile.js'

const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0
const program = compile(
  fileURLToPath(new URL('./filler.ts', import.meta.url)),
  join(t.testdir(), 'filler.mjs'),
)

const cases = [
  { where: 'store', size: '4m', title: 'a full disk under the store' },
  {
    where: '',
    size: '100m',
    title: 'a full disk under everything, so that the journal is the first to notice',
  },
]

for (const { where, size, title } of cases) {
  const skip = canMount ? false : 'needs a mount namespace'
  t.test(
    `I9: ${title} is told, loses nothing, and appending goes on when space returns`,
    { skip },
    async (t) => {
      const profile = t.testdir()
      const disk = join(profile, where)
      mkdirSync(disk, { recursive: true })
      const script = `mount -t tmpfs -o size=${size} none ${disk} && exec ${process.execPath} ${program} ${profile} ${disk}`
      const result = JSON.parse(execFileSync('unshare', ['-rm', 'sh', '-c', script], { encoding: 'utf8' }))
      t.same(result.codes, ['DISK_FULL', 'DISK_FULL', 'DISK_FULL'])
      t.equal(result.stored, result.acked)
      t.equal(result.length, result.acked)
      t.ok(result.vouched)
      t.ok(result.same)
    },
  )
}
