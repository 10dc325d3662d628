#!/usr/bin/env node
/** Starts the compiled command line. Nothing is decided here. */
import { existsSync } from 'node:fs'

process.env.NODE_ENV ??= 'production'
delete process.env.DEV // Ink would look for developer tools

const main = new URL('../dist/cli/main.js', import.meta.url)
if (existsSync(main)) {
  const { stdin, stdout, stderr, env, argv } = process
  const cli = await import(main.href)
  await cli.run(argv.slice(2), { stdin, stdout, stderr, env })
} else {
  console.error('hocket: it is not built yet. Run "npm install" (or "npm run build") in its folder.')
  process.exitCode = 1
}
