/** The frames that docs/screens.md and the README show are what the program draws. */
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

t.test(
  'the frames in the documents are those of the program; "node scripts/screens.mjs" writes them anew',
  async (t) => {
    const env = { ...process.env, NODE_OPTIONS: '' }
    const ran = spawnSync(process.execPath, ['scripts/screens.mjs', '--check'], {
      cwd: root,
      env,
      encoding: 'utf8',
    })
    t.equal(ran.status, 0, `${ran.stdout}${ran.stderr}`)
  },
)
