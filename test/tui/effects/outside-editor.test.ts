import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openOutside } from '../../../src/tui/effects/outside-editor.js'
import { initialState } from '../../../src/tui/state/reduce.js'
import { selectInput } from '../../../src/tui/state/selectors.js'
import { Store } from '../../../src/tui/state/store.js'
import { lookOf } from '../../../src/tui/style/look.js'

/** A program that does `lines` of shell with the file it is given last. */
async function program(t: Test, ...lines: string[]): Promise<string> {
  const path = join(t.testdir({}), 'editor')
  await writeFile(path, ['#!/bin/sh', ...lines, ''].join('\n'))
  await chmod(path, 0o700)
  return path
}

function typed(text: string) {
  const look = lookOf('mono', 'unicode')
  const store = new Store(initialState({ look, size: { cols: 80, rows: 24 }, nowMs: 0, current: 'h1' }))
  store.dispatch({ type: 'edited', edit: { op: 'insert', text } })
  const lent: string[] = []
  const lend = async <T>(work: () => Promise<T>) => {
    lent.push('lent')
    return await work().finally(() => lent.push('back'))
  }
  return { store, lent, lend, text: () => selectInput(store.state, 'h1').editor.text }
}

const leftovers = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('hocket-edit-'))

t.test(
  'the text goes into the editor in a file of its own, and comes back; undo has what was before',
  async (t) => {
    const before = await leftovers()
    const report = join(t.testdir({}), 'report')
    const editor = await program(t, `stat -c '%a' "$2" > ${report}`, 'echo "$1" >> "$2"')
    const it = typed('first\n')
    const VISUAL = ` ${editor}  -x `
    await openOutside({ store: it.store, env: { VISUAL, EDITOR: 'never' }, lend: it.lend })
    t.equal(it.text(), 'first\n-x')
    t.equal(await readFile(report, 'utf8'), '600\n')
    t.same(it.lent, ['lent', 'back'])
    t.same(await leftovers(), before, 'the file is gone')
    it.store.dispatch({ type: 'edited', edit: { op: 'undo' } })
    t.equal(it.text(), 'first\n')
    t.ok((await stat(editor)).isFile())
  },
)

t.test('an editor that fails, or is not there, leaves the text as it was and says so', async (t) => {
  const before = await leftovers()
  const it = typed('kept')
  for (const EDITOR of [await program(t, 'echo lost > "$1"', 'exit 3'), '/nowhere/editor']) {
    await openOutside({ store: it.store, env: { EDITOR }, lend: it.lend })
    t.match(it.store.state.notice, {
      level: 'error',
      text: /could not edit your text \(.*\): it is as it was/,
    })
    t.equal(it.text(), 'kept')
  }
  t.same(it.lent, ['lent', 'back', 'lent', 'back'])
  t.same(await leftovers(), before)
})

t.test('a face without a terminal to lend says so', async (t) => {
  const it = typed('kept')
  await openOutside({ store: it.store, env: {}, lend: undefined })
  t.match(it.store.state.notice?.text, /No other program/)
})
