/** Sets of positions as ranges, against sets of numbers. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { addRange, cutRange, hasSeq, mostRanges, type SeqRanges } from '../../src/timeline/seq-ranges.js'
import { holds } from './holds.js'

const anyStep = fc.record({ add: fc.boolean(), fromSeq: fc.nat(60), length: fc.nat(12) })

t.test('ranges hold what a set of numbers would hold, ascending and apart', async (t) => {
  holds(
    t,
    fc.property(fc.array(anyStep, { maxLength: 30 }), (steps) => {
      let ranges: SeqRanges = []
      const numbers = new Set<number>()
      for (const { add, fromSeq, length } of steps) {
        const range = { fromSeq, toSeq: fromSeq + length }
        ranges = add ? addRange(ranges, range) : cutRange(ranges, range)
        for (let seq = range.fromSeq; seq <= range.toSeq; seq++) {
          if (add) numbers.add(seq)
          else numbers.delete(seq)
        }
      }
      for (let seq = 0; seq <= 80; seq++) assert.equal(hasSeq(ranges, seq), numbers.has(seq))
      ranges.forEach((range, i) => {
        assert.ok(range.fromSeq <= range.toSeq)
        assert.ok(i === 0 || range.fromSeq > ranges[i - 1]!.toSeq + 1)
      })
    }),
  )
})

t.test('beyond the bound the closest ranges become one: positions are added, none is lost', async (t) => {
  let ranges: SeqRanges = []
  const seqs = Array.from({ length: 200 }, (_, i) => i * 10 + (i % 3))
  for (const seq of seqs) ranges = addRange(ranges, { fromSeq: seq, toSeq: seq })
  t.equal(ranges.length, mostRanges)
  t.ok(seqs.every((seq) => hasSeq(ranges, seq)))
  const full = Array.from({ length: mostRanges }, (_, i) => ({ fromSeq: i * 100, toSeq: i * 100 + 50 }))
  const cut = cutRange(full, { fromSeq: 20, toSeq: 21 })
  t.equal(cut.length, mostRanges)
  t.ok(hasSeq(cut, 20), 'the gap that would be one too many is not made')
})
