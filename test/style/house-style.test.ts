/** Checks the house style that no linter knows: sizes, ambient power, forbidden calls. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

interface SourceFile {
  readonly path: string
  readonly text: string
  readonly lines: number
}

function filesBelow(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
    .map((entry) => {
      const absolute = join(entry.parentPath, entry.name)
      const text = readFileSync(absolute, 'utf8')
      return {
        path: relative(root, absolute).replaceAll('\\', '/'),
        text,
        lines: text.split('\n').length - 1,
      }
    })
}

const source = filesBelow('src')
const tests = filesBelow('test')
const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')

function offenders(files: readonly SourceFile[], pattern: RegExp, home: RegExp): string[] {
  return files
    .filter((file) => !home.test(file.path) && pattern.test(code(file.text)))
    .map((file) => file.path)
}

t.test('files are short: source ≤ 300 lines, tests ≤ 400, the median of the source ≤ 100', async (t) => {
  t.same(
    source.filter((file) => file.lines > 300).map((file) => `${file.path} ${file.lines}`),
    [],
  )
  t.same(
    tests.filter((file) => file.lines > 400).map((file) => `${file.path} ${file.lines}`),
    [],
  )
  const sorted = source.map((file) => file.lines).sort((a, b) => a - b)
  t.ok(sorted[Math.floor(sorted.length / 2)]! <= 100, `median ${sorted[Math.floor(sorted.length / 2)]}`)
})

t.test('I7: time, timers and chance come from the clock only', async (t) => {
  t.same(
    offenders(
      source,
      /\b(Date\.now|Math\.random|setTimeout|setInterval|performance\.now)\b|new Date\(\)/,
      /^src\/lib\/clock\.ts$/,
    ),
    [],
  )
})

t.test('I3: process and console belong to the faces and to the entry of the engine', async (t) => {
  const home =
    /^src\/(cli\/|tui\/(start|term)|rpc\/(serve-engine|start-engine|socket-path|console-log))|^src\/vendor\//
  t.same(offenders(source, /(?<![\w.'"-])(process\.(?!nextTick|platform\b|version\b)|console\.)/, home), [])
})

t.test('calls that can lose, fork or leak a log are used nowhere', async (t) => {
  const forbidden =
    /\bstore\.replicate\(|allowFork:\s*true|allowPush:\s*true|allowBackup|\bencryption:|(?<!\bfile)\.(truncate|purge|sweep)\(|core\.clear\(/
  t.same(offenders(source, forbidden, /^src\/vendor\//), [])
})

t.test('I8: SafeText is made by the sanitiser alone', async (t) => {
  t.same(offenders(source, /as (unknown as )?SafeText/, /^src\/text\/sanitize/), [])
})

t.test('no note to self is left behind, and every file says what it is for', async (t) => {
  t.same(
    offenders([...source, ...tests.filter((f) => !f.path.includes('style/'))], /\b(TODO|FIXME|XXX)\b/, /^$/),
    [],
  )
  t.same(
    source.filter((file) => !/^(#!.*\n)?\/\*\*/.test(file.text)).map((file) => file.path),
    [],
  )
})
