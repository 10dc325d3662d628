/** Checks a property with random values: a failure is shrunk and names its seed. */
import fc from 'fast-check'
import type { Test } from 'tap'

export function holds<T>(t: Test, property: fc.IProperty<T>, numRuns = 200): void {
  fc.assert(property, { numRuns })
  t.pass(`held for ${numRuns} random cases`)
}
