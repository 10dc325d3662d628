import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { defaultSettings } from '../../../src/config/settings.js'
import { KeptInput } from '../../../src/tui/effects/kept-input.js'
import type { Action } from '../../../src/tui/state/action.js'
import { initialState } from '../../../src/tui/state/reduce.js'
import { selectInput } from '../../../src/tui/state/selectors.js'
import { Store } from '../../../src/tui/state/store.js'
import { lookOf } from '../../../src/tui/style/look.js'
import { FakeEngine } from '../fake-engine.js'
import { ManualClock } from '../manual-clock.js'

/** One run of the screen, over a folder that other runs may have used. */
function run(t: Test, dir: string, change: { history?: boolean; current?: string | null } = {}) {
  const clock = new ManualClock()
  const { current = 'h1' } = change
  const settings = { ...defaultSettings, history: change.history ?? true }
  const start = { look: lookOf('mono', 'unicode'), size: { cols: 80, rows: 24 }, nowMs: 0, settings }
  const store = new Store(initialState({ ...start, ...(current === null ? {} : { current }) }))
  const errors: unknown[] = []
  const told: string[] = []
  const report = (error: unknown) => errors.push(error)
  const unsure = { sendIdOf: () => undefined, recall: () => undefined }
  const kept = new KeptInput({ store, clock, dir, unsure, report, tell: (text) => told.push(text) })
  t.teardown(async () => void (await kept.close()))
  const settle = async () => {
    await kept.idle()
  }
  return {
    ...{ clock, store, kept, errors, told, settle },
    type: (text: string) => store.dispatch({ type: 'edited', edit: { op: 'insert', text } }),
    send: (text: string) =>
      store.dispatch({ type: 'textSent', handle: 'h1', typed: text, text, format: 0 } as Action),
    text: (handle = 'h1') => selectInput(store.state, handle).editor.text,
    history: (handle = 'h1') => selectInput(store.state, handle).history,
  }
}

t.test('what was typed is on disk within a second, and comes back when the screen was killed', async (t) => {
  const dir = join(t.testdir({}), 'screen')
  const first = run(t, dir)
  first.type('half a ')
  first.type('sentence')
  first.clock.advance(1000)
  await first.settle()
  const second = run(t, dir)
  await second.settle()
  t.equal(second.text(), 'half a sentence')
  second.send('half a sentence')
  second.clock.advance(1000)
  await second.settle()
  const third = run(t, dir)
  await third.settle()
  t.equal(third.text(), '', 'what was sent is no draft any more')
  t.same(third.history(), ['half a sentence'])
})

t.test('ending the screen writes what is not written yet, per room', async (t) => {
  const dir = join(t.testdir({}), 'screen')
  const first = run(t, dir)
  first.type('one')
  first.store.dispatch({ type: 'roomSelected', handle: 'h2' })
  first.type('two')
  await first.kept.close()
  const second = run(t, dir)
  await second.settle()
  t.same([second.text('h1'), second.text('h2')], ['one', 'two'])
})

t.test('what was typed before the drafts were read stays, and the draft is in the history', async (t) => {
  const dir = join(t.testdir({}), 'screen')
  const first = run(t, dir)
  first.type('draft')
  await first.kept.close()
  const second = run(t, dir)
  second.type('quick')
  await second.settle()
  t.equal(second.text(), 'quick')
  t.ok(second.history().includes('draft'))
})

const engine = new FakeEngine()
const rooms = [engine.room(engine.addRoom('garden')).view]

t.test(
  'the draft of the first room survives a start, whichever comes first: the drafts or the rooms',
  async (t) => {
    for (const order of ['drafts first', 'rooms first']) {
      const dir = join(t.testdir({}), order)
      const first = run(t, dir)
      first.type('half a thought')
      await first.kept.close()
      const second = run(t, dir, { current: null })
      const pull = () => second.store.dispatch({ type: 'roomsPulled', rooms })
      if (order === 'rooms first') pull()
      await second.settle()
      if (order === 'drafts first') pull()
      t.equal(second.text(), 'half a thought', order)
      await second.kept.close()
      const third = run(t, dir)
      await third.settle()
      t.equal(third.text(), 'half a thought', `${order}, and on disk`)
    }
  },
)

t.test(
  'what is typed before there are rooms goes on in the first one, and its draft is in the history',
  async (t) => {
    for (const order of ['drafts first', 'rooms first']) {
      const dir = join(t.testdir({}), order)
      const first = run(t, dir)
      first.type('draft')
      await first.kept.close()
      const second = run(t, dir, { current: null })
      second.store.dispatch({ type: 'commandEntered', text: '/help' })
      second.type('quick')
      const pull = () => second.store.dispatch({ type: 'roomsPulled', rooms })
      if (order === 'rooms first') pull()
      await second.settle()
      if (order === 'drafts first') pull()
      second.type('er')
      t.equal(second.text(), 'quicker', order)
      t.same(second.history(), ['/help', 'draft'], order)
      t.equal(selectInput(second.store.state, null).editor.text, '', 'it is not typed twice')
    }
  },
)

t.test('secrets are kept nowhere: no link in the history, no command with one in the drafts', async (t) => {
  const dir = join(t.testdir({}), 'screen')
  const first = run(t, dir)
  first.store.dispatch({ type: 'commandEntered', text: '/join hocket:w/secret' })
  first.send('take hocket:w/secret')
  first.send('nothing special')
  first.type('/join hocket:w/secret')
  await first.kept.close()
  for (const name of await readdir(dir)) t.notMatch(await readFile(join(dir, name), 'utf8'), /secret/)
})

t.test('without history in the settings what was entered is neither kept nor read', async (t) => {
  const dir = join(t.testdir({}), 'screen')
  const first = run(t, dir)
  first.send('kept')
  await first.kept.close()
  const second = run(t, dir, { history: false })
  await second.settle()
  t.same(second.history(), [])
  second.send('not kept')
  await second.kept.close()
  const third = run(t, dir)
  await third.settle()
  t.same(third.history(), ['kept'])
})

t.test('the history of a room is read when it is entered', async (t) => {
  const dir = t.testdir({ 'history-h2.jsonl': '"before"\n' })
  const face = run(t, dir)
  await face.settle()
  t.same(face.history('h2'), [])
  face.store.dispatch({ type: 'roomSelected', handle: 'h2' })
  await face.settle()
  t.same(face.history('h2'), ['before'])
})

t.test('the rooms of a demo leave nothing behind, and a folder that fails is told of once', async (t) => {
  const dir = join(t.testdir({}), 'screen')
  const demo = run(t, dir)
  demo.store.dispatch({ type: 'demoEntered' })
  demo.store.dispatch({ type: 'roomSelected', handle: 'h1' })
  demo.type('in the demo')
  await demo.kept.close()
  await t.rejects(readdir(dir), { code: 'ENOENT' })
  await writeFile(dir, 'a file where the folder should be')
  const broken = run(t, dir)
  broken.type('x')
  broken.clock.advance(1000)
  broken.type('y')
  broken.clock.advance(1000)
  await broken.settle()
  t.equal(broken.errors.length, 1)
  t.equal(broken.text(), 'xy')
})

t.test(
  'what could not be written is written when it can be, and an older draft does not come back',
  async (t) => {
    const dir = join(t.testdir({}), 'screen')
    const first = run(t, dir)
    first.type('old')
    first.clock.advance(1000)
    await first.settle()
    await takeAway(t, dir)
    first.type('er and newer')
    first.clock.advance(1000)
    await first.settle()
    t.equal(first.errors.length, 1)
    first.clock.advance(10_000)
    await first.settle()
    t.equal(first.errors.length, 1, 'told once')
    await back(dir)
    first.clock.advance(10_000)
    await first.settle()
    const second = run(t, dir)
    await second.settle()
    t.equal(second.text(), 'older and newer')
    await takeAway(t, dir)
    first.type('!')
    t.equal(await first.kept.close(), 1, 'the last try is at the end')
    t.equal(first.errors.length, 2, 'told again after it had worked')
    await back(dir)
  },
)

t.test('a damaged draft hinders no other and is told of', async (t) => {
  const dir = t.testdir({ 'draft-h2.json': 'no' })
  const first = run(t, dir)
  first.type('one')
  await first.kept.close()
  const second = run(t, dir)
  await second.settle()
  t.equal(second.text(), 'one')
  t.match(
    [...first.told, ...second.told],
    [/could not be read. Its file is kept as .*draft-h2\.json\.damaged/],
  )
})

/** A file stands where the folder was: also for somebody who may write everywhere. */
async function takeAway(t: Test, dir: string): Promise<void> {
  await rename(dir, `${dir}.away`)
  await writeFile(dir, '')
  t.teardown(() => rm(dir, { force: true, recursive: true }))
}

async function back(dir: string): Promise<void> {
  await rm(dir)
  await rename(`${dir}.away`, dir)
}
