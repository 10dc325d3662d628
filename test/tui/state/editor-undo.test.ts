import fc from 'fast-check'
import t from 'tap'
import { type EditOp, type Editor, edit, emptyEditor, longestText } from '../../../src/tui/state/editor.js'
import { mentionsWithin } from '../../../src/tui/state/mention-ranges.js'

type Step = string | EditOp

/** Strings are typed, each as one key. */
function after(...steps: readonly Step[]): Editor {
  return steps.reduce<Editor>(
    (editor, step) => edit(editor, typeof step === 'string' ? { op: 'insert', text: step } : step),
    emptyEditor,
  )
}

const keys = (text: string): string[] => [...text]
const op = (name: EditOp['op']) => ({ op: name }) as EditOp

function shown({ text, cursor }: Editor): string {
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`
}

t.test('undo goes back word by word, redo forward, and typing ends redo', async (t) => {
  const typed = after(...keys('one two'))
  const once = edit(typed, op('undo'))
  t.equal(shown(once), 'one |')
  t.equal(shown(edit(once, op('undo'))), '|')
  t.equal(edit(emptyEditor, op('undo')), emptyEditor)
  t.equal(shown(edit(once, op('redo'))), 'one two|')
  const other = edit(once, { op: 'insert', text: 'x' })
  t.equal(edit(other, op('redo')), other)
  t.equal(shown(edit(other, op('undo'))), 'one |')
})

t.test('erasing in a row is one step, a kill and a paste are one each', async (t) => {
  t.equal(shown(after(...keys('word'), op('backspace'), op('backspace'), op('undo'))), 'word|')
  t.equal(shown(after(...keys('a b'), op('killWordBack'), op('killWordBack'), op('undo'))), 'a |')
  t.equal(shown(after(...keys('a'), { op: 'paste', text: 'pasted' }, op('undo'))), 'a|')
  t.equal(shown(after(...keys('lost'), op('clear'), op('undo'))), 'lost|', 'a cleared line comes back')
  t.equal(shown(after(...keys('own'), { op: 'set', text: 'recalled' }, op('undo'))), 'own|')
})

t.test('at least 200 steps can be undone, and no more are kept than are bounded', async (t) => {
  let editor = emptyEditor
  for (let index = 0; index < 1000; index += 1) editor = edit(editor, { op: 'paste', text: `${index} ` })
  t.ok(editor.undos.length <= 400)
  for (let index = 0; index < 200; index += 1) editor = edit(editor, op('undo'))
  t.ok(editor.text.endsWith('799 '))
  for (let index = 0; index < 200; index += 1) editor = edit(editor, op('redo'))
  t.ok(editor.text.endsWith('999 '))
})

t.test(
  'kills in a row are yanked as one, in the order of the text; a motion begins a new kill',
  async (t) => {
    t.equal(after(...keys('a b c'), op('killWordBack'), op('killWordBack')).killed, 'b c')
    const start = after(...keys('a b c'), op('lineStart'), op('killWordRight'), op('killWordRight'))
    t.equal(start.killed, 'a b')
    t.equal(after(...keys('a b c'), op('killWordBack'), op('left'), op('killWordBack')).killed, 'b')
  },
)

t.test(
  'Ctrl-T swaps what stands around the cursor, at the end the last two, never across lines',
  async (t) => {
    t.equal(shown(after('ab', op('transpose'))), 'ba|')
    t.equal(shown(after('abc', op('left'), op('transpose'))), 'acb|')
    t.equal(shown(after('a👩‍👩‍👧', op('transpose'))), '👩‍👩‍👧a|')
    t.equal(shown(after('a', op('transpose'))), 'a|')
    t.equal(shown(after('a\nb', op('transpose'))), 'a\nb|')
    t.equal(shown(after('ab', op('lineStart'), op('transpose'))), '|ab')
  },
)

t.test(
  'a mention moves with the text around it, and is none any more when it is edited inside',
  async (t) => {
    const named = after('hi ', {
      op: 'replace',
      start: 3,
      end: 3,
      text: '@ana ',
      mention: { author: 'a1', length: 4 },
    })
    t.same(named.mentions, [{ author: 'a1', start: 3, end: 7 }])
    const shifted = edit(edit(named, op('lineStart')), { op: 'insert', text: 'oh ' })
    t.same(shifted.mentions, [{ author: 'a1', start: 6, end: 10 }])
    t.same(edit(named, op('backspace')).mentions, named.mentions, 'behind it')
    const broken = edit(edit(named, op('backspace')), op('backspace'))
    t.same(broken.mentions, [])
    t.same(edit(broken, op('undo')).mentions, named.mentions)
    t.same(edit(named, op('killToStart')).mentions, [])
    const second = edit(named, {
      op: 'replace',
      start: 0,
      end: 2,
      text: '@b',
      mention: { author: 'b1', length: 2 },
    })
    t.same(
      second.mentions.map(({ author, start }) => [author, start]),
      [
        ['b1', 0],
        ['a1', 3],
      ],
    )
  },
)

t.test('what goes out of a line takes along the mentions that stand in it', async (t) => {
  const mentions = [{ author: 'a1', start: 4, end: 8 }]
  t.same(mentionsWithin(mentions, '/me @ana waves', '@ana waves'), [{ author: 'a1', start: 0, end: 4 }])
  t.same(mentionsWithin(mentions, '/me @ana waves', 'ana waves'), [])
  t.same(mentionsWithin(mentions, '/me @ana', 'nothing'), [])
})

const step = fc.oneof(
  fc.record({ op: fc.constantFrom('insert' as const, 'paste' as const), text: fc.string({ maxLength: 6 }) }),
  fc.constantFrom<EditOp>(
    ...(['left', 'wordLeft', 'lineStart', 'backspace', 'killWordBack', 'killToEnd', 'clear'] as const).map(
      op,
    ),
    ...(['transpose', 'undo', 'redo', 'lineEnd'] as const).map(op),
    { op: 'insert', text: '👩‍👩‍👧' },
  ),
)

t.test('whatever was done, undo leads back to nothing, and redo to where it was', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const done = after(...steps)
        let editor = done
        while (editor.undos.length > 0) editor = edit(editor, op('undo'))
        if (editor.text !== '') return false
        while (editor.redos.length > done.redos.length) editor = edit(editor, op('redo'))
        return editor.text === done.text && editor.text.length <= longestText
      }),
      { numRuns: 800 },
    ),
  )
})

t.test('a mention always names a part of the text, and none overlaps another', async (t) => {
  const naming = fc
    .tuple(fc.nat(40), fc.nat(10), fc.constantFrom('@ana ', 'bob: '))
    .map(([at, size, text]) => ({ at, size, text }))
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.array(fc.oneof(step, naming), { maxLength: 40 }), (steps) => {
        let editor = emptyEditor
        for (const next of steps) {
          if ('op' in next) editor = edit(editor, next)
          else {
            const start = Math.min(next.at, editor.text.length)
            const end = Math.min(start + next.size, editor.text.length)
            const mention = { author: 'x', length: next.text.length - 1 }
            editor = edit(editor, { op: 'replace', start, end, text: next.text, mention })
          }
          let last = 0
          for (const range of editor.mentions) {
            if (range.start < last || range.end <= range.start || range.end > editor.text.length) return false
            last = range.end
          }
        }
        return true
      }),
      { numRuns: 800 },
    ),
  )
})
