/** Compiles a TypeScript program once, for tests that start it many times: compiling itself would take it seconds. */
import { buildSync } from 'esbuild'

/** Bundles `source` to the file `target`, which must lie inside the project so that it finds its packages. */
export function compile(source: string, target: string): string {
  buildSync({
    entryPoints: [source],
    outfile: target,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  })
  return target
}
