/** Runs a benchmark: `node scripts/bench.mjs <name> [arguments]` bundles bench/<name>.ts and runs it without coverage or loaders. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [name = '', ...args] = process.argv.slice(2)
const source = join(root, 'bench', `${name}.ts`)
if (!/^[\w-]+$/.test(name) || !existsSync(source)) {
  const names = readdirSync(join(root, 'bench')).filter((file) => file.endsWith('.ts'))
  console.error(
    `usage: node scripts/bench.mjs <name> [arguments]\nnames: ${names.map((file) => file.slice(0, -3)).join(' ')}`,
  )
  process.exit(2)
}
// below node_modules, so that the packages left outside the bundle are found from there
const outfile = join(root, 'node_modules', '.cache', 'hocket-bench', `${name}.mjs`)
await build({
  entryPoints: [source],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
})
const { status } = spawnSync(process.execPath, ['--expose-gc', outfile, ...args], {
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production', BENCH_ROOT: root },
})
process.exit(status ?? 1)
