/** Opening links: by the opener of the desktop, web addresses only, never by way of a shell. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { openLink } from '../../../src/tui/term/open-link.js'

t.test('a link is given whole to the opener, and nothing in it is a command', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'hocket-open-'))
  t.teardown(() => rmSync(dir, { recursive: true, force: true }))
  const opener = join(dir, 'opener')
  writeFileSync(opener, `#!/bin/sh\nprintf '%s|' "$@" > ${join(dir, 'opened')}\n`)
  chmodSync(opener, 0o755)
  const opened = () => readFileSync(join(dir, 'opened'), 'utf8')
  await openLink('https://example.org/a?b=$(touch%20x)&c=`id`;d', opener)
  t.equal(opened(), 'https://example.org/a?b=$(touch%20x)&c=`id`;d|')
  await openLink('HTTP://Example.org', opener)
  t.equal(opened(), 'http://example.org/|')
})

t.test('anything else than a web address is refused', async (t) => {
  for (const link of [
    'javascript:alert(1)',
    'file:///etc/passwd',
    '--help',
    'example.org',
    '',
    'mailto:a@b.c',
  ])
    await t.rejects(openLink(link, '/bin/false'), { code: 'USAGE' }, link)
})

t.test('a system without an opener says so, and what to do instead', async (t) => {
  await t.rejects(openLink('https://example.org', '/nowhere/opener'), {
    message: /not opened.*Copy the text/,
  })
  await t.rejects(openLink('https://example.org', '/bin/false'), { message: /not opened/ })
})
