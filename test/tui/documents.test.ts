import { readFile } from 'node:fs/promises'
import t from 'tap'
import { defaultSettings } from '../../src/config/settings.js'
import { configDocument, keysDocument } from '../../src/tui/documents.js'
import { keyActions } from '../../src/tui/state/key-actions.js'
import { actionsForChord, actionsForText, keymapOf } from '../../src/tui/state/keymap.js'
import { parseChords } from '../../src/tui/state/parse-chords.js'
import { Face } from './face.js'
import { FakeEngine } from './fake-engine.js'

const written = (name: string) => readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8')

t.test('docs/KEYS.md and docs/CONFIG.md say what is so: they are what the tables make', async (t) => {
  t.equal(await written('KEYS.md'), keysDocument(), 'run: node scripts/docs.mjs')
  t.equal(await written('CONFIG.md'), configDocument(), 'run: node scripts/docs.mjs')
})

t.test(
  'every key of docs/KEYS.md can be written as it stands there and leads to the action beside it',
  async (t) => {
    const { bound } = keymapOf(defaultSettings)
    const rows = (await written('KEYS.md')).matchAll(/^\| (.+?) \| .*?\| `([\w-]+)` \| (.+) \|$/gm)
    let count = 0
    for (const [, keys = '', name = ''] of rows) {
      for (const shown of keys.split(', ')) {
        const typed = shown.replaceAll('\\', '').replace(/ N(?= |$)/g, ' #')
        const parsed = parseChords(typed)
        const chords = 'chords' in parsed ? parsed.chords : parsed.wrong
        t.ok(
          bound.get(chords)?.some((action) => action.name === name),
          `${shown} is ${name}`,
        )
        count += 1
      }
    }
    t.equal(
      count,
      [...bound.values()].reduce((sum, actions) => sum + actions.length, 0),
      'and no key is missing',
    )
  },
)

t.test(
  'every action can be asked for in a room, in an empty profile and over a dialog, and throws nowhere',
  async (t) => {
    const engine = new FakeEngine()
    const garden = engine.addRoom('garden')
    engine.receive(garden, 'hello', { unread: false })
    const inRoom = await Face.start(t, engine)
    const nowhere = await Face.start(t, new FakeEngine())
    const inDialog = await Face.start(t, engine)
    await inDialog.press('f1')
    for (const { state } of [inRoom, nowhere, inDialog]) {
      for (const action of keyActions.values()) t.ok(Array.isArray(action.run(state, '01')), action.name)
      for (const chords of keymapOf(defaultSettings).bound.keys()) {
        const [first = ''] = chords.split(' ')
        const actions = first.length === 1 ? actionsForText(state, first) : actionsForChord(state, first)
        t.ok(Array.isArray(actions), chords)
      }
    }
  },
)
