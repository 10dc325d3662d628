/** Entries about another entry or a person: bodies of Redact, React, Hide and Equiv (PROTOCOL.md §6). */
import type { EquivEntry, HideEntry, ReactEntry, RedactEntry } from './entry.js'
import { type EntryCodec, putId, takeEntryId } from './entry-codec.js'
import { type EntryId, type LogKey, type MemberId, toId } from './ids.js'
import { limits } from './limits.js'
import type { Reader } from './reader.js'

/** epochId 8 ‖ nonce 24 ‖ envHash 32 ‖ sig 64. */
export const halfBytes = 128

export const redactCodec: EntryCodec<RedactEntry> = {
  take: (reader) => ({
    kind: 'redact',
    target: takeEntryId(reader),
    reason: reader.str16(limits.reasonCodePoints),
  }),
  put: (writer, entry) => putId(writer, entry.target).str16(entry.reason),
}

export const reactCodec: EntryCodec<ReactEntry> = {
  take(reader: Reader) {
    const target = takeEntryId(reader)
    const op = reader.flag() ? 'add' : 'remove'
    const lengthBytes = reader.u8()
    reader.expect(lengthBytes >= 1 && lengthBytes <= limits.emojiBytes, 'emoji empty or too long')
    return { kind: 'react', target, op, emoji: reader.text(lengthBytes, lengthBytes) }
  },
  put: (writer, entry) =>
    putId(writer, entry.target)
      .u8(entry.op === 'add' ? 1 : 0)
      .str8(entry.emoji),
}

export const hideCodec: EntryCodec<HideEntry> = {
  take(reader: Reader) {
    const what = reader.u8()
    reader.expect(what === 1 || what === 2, 'neither record nor identity')
    const op = reader.flag() ? 'hide' : 'show'
    const target = toId<EntryId | MemberId>(reader.bytes(32))
    return {
      kind: 'hide',
      what: what === 1 ? 'record' : 'identity',
      op,
      target,
      reason: reader.str16(limits.reasonCodePoints),
    }
  },
  put(writer, { what, op, target, reason }) {
    writer.u8(what === 'record' ? 1 : 2).u8(op === 'hide' ? 1 : 0)
    return putId(writer, target as EntryId | MemberId).str16(reason)
  },
}

export const equivCodec: EntryCodec<EquivEntry> = {
  take(reader: Reader) {
    const log = toId<LogKey>(reader.bytes(32))
    const seq = reader.u32()
    return { kind: 'equiv', log, seq, halves: [reader.bytes(halfBytes), reader.bytes(halfBytes)] }
  },
  put(writer, { log, seq, halves: [a, b] }) {
    return putId(writer, log).u32(seq).bytes(a, halfBytes).bytes(b, halfBytes)
  },
}
