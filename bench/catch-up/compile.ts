/** Compiles the program file by file, so that it runs as it is shipped: worker thread, package.json and all in their places. */
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

const folders = ['src', 'bench', 'test/scenarios', 'test/testnet']

/** Gives the folder in which everything lies under its own path, as `.js`. It is below node_modules, so packages are found. */
export function compileTree(root: string): string {
  const outdir = join(root, 'node_modules', '.cache', `hocket-bench-${process.pid}`)
  mkdirSync(outdir, { recursive: true })
  buildSync({
    absWorkingDir: root,
    entryPoints: folders.flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.endsWith('.test.ts'))
        .map((file) => join(folder, file)),
    ),
    outdir,
    outbase: root,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  })
  copyFileSync(join(root, 'package.json'), join(outdir, 'package.json'))
  process.once('exit', () => rmSync(outdir, { recursive: true, force: true }))
  return outdir
}
