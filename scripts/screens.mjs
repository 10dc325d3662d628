/**
 * Writes the real frames into docs/screens.md and README.md, in the fence of four backticks behind each mark <!-- frame: NAME -->.
 * `node scripts/screens.mjs` writes, with `--check` it only compares and says what differs. The frames come from the built
 * program in a pseudo-terminal: three profiles on a DHT of this machine. Times, days, keys and links are masked, because
 * they are different every time.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { takeFrames } from './screens/take-frames.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const check = process.argv.includes('--check')
const frames = await takeFrames(root)
const used = new Set()
let different = 0
for (const file of ['docs/screens.md', 'README.md']) {
  const path = join(root, file)
  const before = readFileSync(path, 'utf8')
  const after = before.replace(
    /(<!-- frame: ([\w-]+) -->\n+````\n)([\s\S]*?)(````)/g,
    (_, head, name, old, tail) => {
      used.add(name)
      const frame = frames.get(name)
      if (frame === undefined) throw new Error(`${file} wants a frame "${name}" that nothing makes`)
      if (old !== frame) {
        different += 1
        console.log(`${file}: ${name}${check ? ` is different; now it is\n${frame}` : ''}`)
      }
      return head + frame + tail
    },
  )
  if (!check) writeFileSync(path, after)
}
for (const name of frames.keys()) if (!used.has(name)) console.log(`the frame "${name}" stands nowhere`)
process.exitCode = check && different > 0 ? 1 : 0
