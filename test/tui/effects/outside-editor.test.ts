import { existsSync } from 'node:fs'
import { chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { systemClock } from '../../../src/lib/clock.js'
import { openOutside } from '../../../src/tui/effects/outside-editor.js'
import { initialState } from '../../../src/tui/state/reduce.js'
import { selectInput } from '../../../src/tui/state/selectors.js'
import { Store } from '../../../src/tui/state/store.js'
import { lookOf } from '../../../src/tui/style/look.js'
import { until } from '../../testnet/until.js'
import { ManualClock } from '../manual-clock.js'

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
  const stopping = new AbortController()
  const notes: string[] = []
  const face = {
    store,
    lend,
    clock: systemClock,
    stop: stopping.signal,
    note: (text: string) => notes.push(text),
  }
  return { ...{ store, lent, face, notes, stopping }, text: () => selectInput(store.state, 'h1').editor.text }
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
    await openOutside({ ...it.face, env: { VISUAL, EDITOR: 'never' } })
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
    await openOutside({ ...it.face, env: { EDITOR } })
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
  await openOutside({ ...it.face, env: {}, lend: undefined })
  t.match(it.store.state.notice?.text, /No other program/)
})

t.test('what is too long for the line is not taken back and not thrown away', async (t) => {
  for (const length of [32_769, 200_000]) {
    const it = typed('kept')
    const EDITOR = await program(t, `head -c ${length} /dev/zero | tr '\\0' x > "$1"`)
    await openOutside({ ...it.face, env: { EDITOR } })
    t.equal(it.text(), 'kept')
    const said = it.store.state.notice?.text ?? ''
    t.match(said, /more than 32768 characters\): it is as it was\. What was written in it is kept: /)
    const [path = ''] = /\S+message\.md/.exec(said) ?? []
    t.equal((await stat(path)).size, length)
    await rm(dirname(path), { recursive: true })
  }
  const it = typed('kept')
  await openOutside({
    ...it.face,
    env: { EDITOR: await program(t, `head -c 32768 /dev/zero | tr '\\0' x > "$1"`) },
  })
  t.equal(it.text().length, 32_768)
})

/** An editor that says when it runs. */
async function running(t: Test, ...lines: string[]) {
  const sign = join(t.testdir({}), 'runs')
  const EDITOR = await program(t, ...lines, `touch ${sign}`, 'while :; do sleep 0.05; done')
  return { EDITOR, runs: () => until(() => existsSync(sign)) }
}

t.test('when the screen ends its editor is ended, and what it had saved is in the line', async (t) => {
  const before = await leftovers()
  const it = typed('first')
  const { EDITOR, runs } = await running(t, 'echo saved > "$1"')
  const opened = openOutside({ ...it.face, env: { EDITOR } })
  await runs()
  it.stopping.abort()
  await opened
  t.equal(it.text(), 'saved')
  t.same(it.notes, [])
  t.same(it.lent, ['lent', 'back'])
  t.same(await leftovers(), before)
})

t.test(
  'what an editor leaves beside its file when it is ended is kept, and named when the screen is gone',
  async (t) => {
    const it = typed('first')
    const { EDITOR, runs } = await running(t, 'echo rescued > "$1.save"')
    const opened = openOutside({ ...it.face, env: { EDITOR } })
    await runs()
    it.stopping.abort()
    await opened
    t.equal(it.text(), 'first')
    const [dir = ''] = /\/\S*hocket-edit-[^\s.]+/.exec(it.notes.join()) ?? []
    t.equal(await readFile(join(dir, 'message.md.save'), 'utf8'), 'rescued\n')
    await rm(dir, { recursive: true })
  },
)

t.test('an editor that does not end keeps its file, and the screen ends without it', async (t) => {
  const it = typed('first')
  const clock = new ManualClock()
  const { EDITOR, runs } = await running(t, 'trap "" TERM', 'echo "$$" > "$1.pid"')
  const opened = openOutside({ ...it.face, clock, env: { EDITOR } })
  await runs()
  it.stopping.abort()
  await until(() => clock.waiting > 0)
  clock.advance(2000)
  await opened
  const [path = ''] = /\S+message\.md/.exec(it.notes.join()) ?? []
  t.equal(await readFile(path, 'utf8'), 'first')
  process.kill(Number(await readFile(`${path}.pid`, 'utf8')), 'SIGKILL')
  await rm(dirname(path), { recursive: true })
})
