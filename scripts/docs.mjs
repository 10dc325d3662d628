/** Writes the documents that are made from the tables of the screen: docs/KEYS.md and docs/CONFIG.md. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const folder = await mkdtemp(join(tmpdir(), 'hocket-docs-'))
try {
  const outfile = join(folder, 'documents.mjs')
  const options = { bundle: true, format: 'esm', platform: 'node', target: 'node20' }
  await build({ entryPoints: ['src/tui/documents.ts'], outfile, ...options })
  const { keysDocument, configDocument } = await import(pathToFileURL(outfile).href)
  await writeFile('docs/KEYS.md', keysDocument())
  await writeFile('docs/CONFIG.md', configDocument())
} finally {
  await rm(folder, { recursive: true })
}
