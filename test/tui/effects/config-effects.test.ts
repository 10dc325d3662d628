import t, { type Test } from 'tap'
import { safe } from '../../../src/text/sanitize.js'
import { ConfigEffects, loadConfig } from '../../../src/tui/effects/config-effects.js'
import type { Action } from '../../../src/tui/state/action.js'
import { initialState } from '../../../src/tui/state/reduce.js'
import { Store } from '../../../src/tui/state/store.js'
import { lookOf } from '../../../src/tui/style/look.js'
import { MemoryConfig } from '../memory-config.js'

async function face(t: Test, text: string) {
  const file = new MemoryConfig(text)
  const { settings, notice } = await loadConfig(file)
  const look = lookOf('16', 'unicode', settings)
  const store = new Store(initialState({ look, size: { cols: 80, rows: 24 }, nowMs: 0, settings, notice }))
  const effects = new ConfigEffects(store, file)
  t.teardown(() => effects.stop())
  return { file, store, effects }
}

const mouse: Action = {
  type: 'settingChanged',
  change: { table: null, name: 'mouse', value: true },
  told: safe`mouse is on.`,
}

t.test(
  'a broken file never stops hocket: the screen begins with defaults and says what is wrong',
  async (t) => {
    const { store } = await face(t, 'mouse = 3\njoins = "all"\ngroup_minutes = "x"\n')
    t.equal(store.state.settings.mouse, false)
    t.equal(store.state.settings.joins, 'all')
    t.match(
      store.state.notice?.text,
      /line 1, column 1: "mouse" must be true or false\. Its default is used\. 1 more: "hocket config check"/,
    )
    const file = new MemoryConfig()
    file.fault = new Error('the disk is gone')
    const unread = await loadConfig(file)
    t.equal(unread.settings.mouse, false)
    t.match(unread.notice, { level: 'error', text: /could not be read/ })
  },
)

t.test(
  'what is changed on the screen holds at once and is written; more changes are written in order',
  async (t) => {
    const { file, store, effects } = await face(t, '# mine\n')
    store.dispatch(mouse)
    t.equal(store.state.settings.mouse, true)
    t.equal(store.state.notice?.text, 'mouse is on.')
    store.dispatch({
      type: 'settingChanged',
      change: { table: 'theme', name: 'bar', value: 'bold' },
      told: safe`done`,
    })
    t.equal(store.state.look.theme.open('bar'), '\x1b[1m')
    await effects.stop()
    t.equal(file.text, '# mine\nmouse = true\n\n[theme]\nbar = "bold"\n')
  },
)

t.test('Alt-M switches the mouse for this run alone; what is set or read from the file holds', async (t) => {
  const { file, store, effects } = await face(t, 'mouse = true\n')
  t.equal(store.state.mouse, true)
  store.dispatch({ type: 'mouseToggled' })
  t.equal(store.state.mouse, false)
  t.equal(store.state.settings.mouse, true)
  store.dispatch({
    type: 'settingChanged',
    change: { table: null, name: 'joins', value: 'all' },
    told: safe`done`,
  })
  t.equal(store.state.mouse, false, 'another setting is no word about the mouse')
  store.dispatch(mouse)
  t.equal(store.state.mouse, true)
  store.dispatch({ type: 'mouseToggled' })
  store.dispatch({ type: 'configAsked' })
  await effects.stop()
  t.equal(store.state.mouse, true)
  t.equal(file.text, 'mouse = true\njoins = "all"\n')
})

t.test('when the file cannot be written the change holds until the end, and that is said', async (t) => {
  const { file, store, effects } = await face(t, '')
  file.fault = new Error('it is read-only')
  store.dispatch(mouse)
  await effects.stop()
  t.equal(store.state.settings.mouse, true)
  t.match(store.state.notice, { level: 'error', text: /holds until you quit; the configuration file stayed/ })
})

t.test('the file is read again when asked for', async (t) => {
  const { file, store, effects } = await face(t, '')
  const { look } = store.state
  file.text = 'colors = "plain"\n'
  store.dispatch({ type: 'configAsked' })
  await effects.stop()
  t.equal(store.state.settings.colors, 'plain')
  t.not(store.state.look, look)
  t.equal(store.state.notice?.text, 'The configuration was read again.')
})
