/** Safety number: 60 digits that two people compare to know that they talk to each other (PROTOCOL.md §2). */
import { longHash } from './hash.js'
import { idBytes, type MemberId } from './ids.js'

const groups = 12
const groupBytes = 5

/** Twelve groups of five digits, separated by spaces; the same for (a, b) and (b, a). */
export function safetyNumber(a: MemberId, b: MemberId): string {
  const [smaller, larger] = a < b ? [a, b] : [b, a]
  const digest = longHash('SAFETY', idBytes(smaller), idBytes(larger))
  return Array.from({ length: groups }, (_, group) => {
    const bytes = digest.subarray(group * groupBytes, (group + 1) * groupBytes)
    const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0) // 40 bits: exact in a double
    return String(value % 100_000).padStart(5, '0')
  }).join(' ')
}
