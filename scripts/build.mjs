/**
 * Builds dist/: checks the types of src/, then bundles it, so that a start reads few files instead of many. Nothing is
 * downloaded; a stale dist/ never survives. `--unchecked` leaves the types to who checked them already.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
if (!existsSync(compiler)) {
  console.error('hocket: nothing was built, because the development dependencies are not installed.')
  process.exit(existsSync(join(root, 'dist')) ? 0 : 1)
}
if (!process.argv.includes('--unchecked')) {
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}
rmSync(join(root, 'dist'), { recursive: true, force: true })
const { bundle } = await import('./bundle.mjs')
await bundle(root, join(root, 'dist'))
