/**
 * The one test command: build, lint, types, import rules, every test with coverage, and the coverage of the pure layers.
 * What uses sockets runs in a network namespace of its own with only loopback up, where the machine allows that.
 * Leaves the counts in .tap/counts.json for .ci/run.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countTests } from './count-tests.mjs'
import { checkCoverage } from './coverage.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const tapFile = join(root, '.tap', 'results.tap')
const only = process.argv.slice(2)
const started = Date.now()
let failures = 0

mkdirSync(join(root, '.tap'), { recursive: true })
rmSync(tapFile, { force: true })
if (only.length === 0) {
  step('build', 'npm', ['run', '--silent', 'build'])
  step('lint', 'npm', ['run', '--silent', 'lint'])
  step('types', 'npm', ['run', '--silent', 'types'])
  step('import rules', 'npm', ['run', '--silent', 'imports'])
}
const fence = networkFence()
console.log(
  fence.length > 0
    ? '== tests, in a network namespace with loopback only'
    : '== tests (no network namespace on this machine)',
)
const tap = [process.execPath, join(root, 'node_modules', 'tap', 'dist', 'esm', 'run.mjs')]
const covered =
  only.length === 0 ? ['--no-disable-coverage', '--allow-incomplete-coverage', '--coverage-report=json'] : []
const [command, ...args] = [
  ...fence,
  ...tap,
  `--output-file=${tapFile}`,
  '--reporter=terse',
  ...covered,
  ...only,
]
const run = spawnSync(command, args, {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'test' },
})
const counts = countTests(existsSync(tapFile) ? readFileSync(tapFile, 'utf8') : '')
if (run.status !== 0 && counts.failed === 0) counts.failed = 1
if (only.length === 0 && !checkCoverage(root)) failures++
counts.failed += failures
writeFileSync(join(root, '.tap', 'counts.json'), JSON.stringify(counts))
console.log(
  `== ${counts.passed} passed, ${counts.failed} failed, ${Math.round((Date.now() - started) / 1000)} s`,
)
process.exit(counts.failed === 0 ? 0 : 1)

function step(name, program, args) {
  console.log(`== ${name}`)
  const { status } = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status === 0) return
  console.error(`== ${name} failed`)
  failures++
}

/** The command prefix that gives the tests a network of their own, or nothing where that is not possible. */
function networkFence() {
  const inside = 'ip link set lo up && exec "$@"'
  for (const unshare of [
    ['unshare', '-n'],
    ['unshare', '-rn'],
  ]) {
    const prefix = [...unshare, 'sh', '-c', inside, 'sh']
    const probe = spawnSync(prefix[0], [...prefix.slice(1), 'true'], { stdio: 'ignore' })
    if (probe.status === 0) return prefix
  }
  return []
}
