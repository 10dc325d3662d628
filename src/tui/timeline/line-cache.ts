/**
 * Lines of blocks that were drawn before. A block is drawn anew when anything that is seen of it is another; what was not
 * asked for longest goes first. Only remembers: what it answers is always what drawing would give.
 */
import type { Line } from '../style/theme.js'
import { blockLines } from './block.js'
import type { BlockStyle } from './block-style.js'
import type { Item } from './items.js'

interface Entry {
  readonly signature: string
  readonly look: BlockStyle['look']
  readonly lines: readonly Line[]
}

export class LineCache {
  readonly #entries = new Map<string, Entry>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  get size(): number {
    return this.#entries.size
  }

  linesOf(item: Item, style: BlockStyle): readonly Line[] {
    const key = `${item.last.id} ${style.cols} ${item.grouped} ${item.sameMinute}`
    const signature = signatureOf(item, style)
    const known = this.#entries.get(key)
    this.#entries.delete(key)
    const isSame = known !== undefined && known.signature === signature && known.look === style.look
    const entry = isSame ? known : { signature, look: style.look, lines: blockLines(item, style) }
    this.#entries.set(key, entry)
    if (this.#entries.size > this.#most) this.#dropOldest()
    return entry.lines
  }

  #dropOldest(): void {
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest)
      return
    }
  }
}

/** Everything that the lines of a block depend on, apart from its key and the look. */
function signatureOf(item: Item, style: BlockStyle): string {
  const { highlight, timeFormat, bare, unfolded, unfoldKey } = style
  const { last, messages, lateRun, newDay, unreadLine, isLate } = item
  const { person, mentions, reactions } = last
  const nicks = [...messages, ...lateRun].map((message) => message.person.nick)
  const flags = [
    newDay,
    unreadLine,
    isLate,
    last.id === highlight,
    unfolded.has(last.id),
    last.mention,
    last.edited,
    bare,
  ]
  const { kind, text, reply, removed, delivery, arrival, timeMs, warning } = last
  const texts = [kind, text, reply, removed, delivery, arrival, timeMs, warning, person.likeness]
  const lists = mentions.length + reactions.length === 0 ? '' : JSON.stringify([mentions, reactions])
  return [...texts, ...flags, person.role, timeFormat, unfoldKey, lists, lateRun.length, ...nicks].join('\0')
}
