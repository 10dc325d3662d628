/**
 * Bodies of entries (PROTOCOL.md §6): every rule that needs no knowledge of the room. What this version does not know
 * becomes `unknown`, which is kept and forwarded and changes nothing; what it knows and finds malformed is refused.
 */
import { type Entry, entryTypes } from './entry.js'
import type { EntryCodec, KnownEntry } from './entry-codec.js'
import { type Decoded, decode } from './reader.js'
import { fileCodec, joinCodec, profileCodec, roomStateCodec } from './room-entries.js'
import { equivCodec, hideCodec, reactCodec, redactCodec } from './target-entries.js'
import { editCodec, textCodec } from './text-entries.js'
import { Writer } from './writer.js'

type Kind = KnownEntry['kind']

const codecs: { readonly [K in Kind]: EntryCodec<Extract<KnownEntry, { kind: K }>> } = {
  join: joinCodec,
  text: textCodec,
  edit: editCodec,
  redact: redactCodec,
  react: reactCodec,
  profile: profileCodec,
  file: fileCodec,
  roomState: roomStateCodec,
  hide: hideCodec,
  equiv: equivCodec,
}

const kindsByType = new Map<number, Kind>(
  Object.keys(codecs).map((kind) => [entryTypes[kind as Kind], kind as Kind]),
)

/** Body, type number and key of an entry. Throws RangeError for what no reader would accept: that is our own bug. */
export function encodeEntry(entry: KnownEntry): { type: number; control: boolean; body: Uint8Array } {
  const type = entryTypes[entry.kind]
  const body = codecOf(entry.kind).put(new Writer(), entry).finish()
  const back = readEntry(type, body, 0)
  if (!back.ok) throw new RangeError(`an entry that readers refuse: ${back.reason}`)
  return { type, control: isControlType(type), body }
}

/** The entry in `body`, by the type and the flags of its envelope. */
export function readEntry(type: number, body: Uint8Array, flags: number): Decoded<Entry> {
  const kind = kindsByType.get(type)
  if (kind === undefined) return unknown({ reserved: false })
  const { opt, ...codec } = codecOf(kind)
  const reservedBits = opt === undefined ? 0 : (body[opt.at] ?? 0) & ~opt.known
  if (flags !== 0 || reservedBits !== 0) return unknown({ reserved: true })
  return decode<Entry>(body, codec.take, (entry) => codec.put(new Writer(), entry as KnownEntry).finish())
}

/** True iff entries of this type are sealed with the control key. */
export function isControlType(type: number): boolean {
  return type === entryTypes.join || (type >= 16 && type <= 24)
}

/** The codec of a kind, for entries of which only the caller knows that they are of that kind. */
function codecOf(kind: Kind): EntryCodec<KnownEntry> {
  return codecs[kind] as EntryCodec<KnownEntry>
}

function unknown({ reserved }: { readonly reserved: boolean }): Decoded<Entry> {
  return { ok: true, value: { kind: 'unknown', reserved } }
}
