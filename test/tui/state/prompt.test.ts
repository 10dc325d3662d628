import t from 'tap'
import { promptText } from '../../../src/tui/state/prompt.js'
import { initialState } from '../../../src/tui/state/reduce.js'
import { lookOf } from '../../../src/tui/style/look.js'

t.test('before one has a name the prompt is a sign that the terminal can show', async (t) => {
  const prompt = (glyphs: 'unicode' | 'ascii') =>
    promptText(initialState({ look: lookOf('mono', glyphs), size: { cols: 80, rows: 24 }, nowMs: 0 }))
  t.equal(prompt('unicode'), '› ')
  t.equal(prompt('ascii'), '> ')
})
