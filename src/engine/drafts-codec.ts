/**
 * The file of a room's drafts: version, count, then each draft as the entry that it will be. Pure and canonical, like
 * everything that is read back. Version 1, which knew plain texts only, is still read.
 */
import { encodeEntry, readEntry } from '../protocol/entries.js'
import { type EntryId, idBytes, toId } from '../protocol/ids.js'
import { limits } from '../protocol/limits.js'
import { type Decoded, decode, type Reader } from '../protocol/reader.js'
import { Writer } from '../protocol/writer.js'
import type { Draft } from '../room/room-context.js'

const version = 2
const plainVersion = 1

export function encodeDrafts(drafts: readonly Draft[]): Uint8Array {
  const writer = new Writer().u8(version).u32(drafts.length)
  for (const { id, createdMs, entry } of drafts) {
    const { type, body } = encodeEntry(entry)
    writer.raw(idBytes(id)).u48(createdMs).u8(type).u32(body.byteLength).raw(body)
  }
  return writer.finish()
}

export function readDrafts(bytes: Uint8Array): Decoded<readonly Draft[]> {
  return bytes[0] === plainVersion
    ? decode(bytes, takePlainDrafts, encodePlainDrafts)
    : decode(bytes, takeDrafts, encodeDrafts)
}

function takeDrafts(reader: Reader): readonly Draft[] {
  reader.expect(reader.u8() === version, 'an unknown version of drafts')
  const drafts: Draft[] = []
  const count = reader.u32()
  for (let i = 0; i < count; i++) {
    const id: EntryId = toId(reader.bytes(32))
    const createdMs = reader.u48()
    const type = reader.u8()
    const entry = readEntry(type, reader.bytes(reader.u32()), 0)
    const said =
      entry.ok && (entry.value.kind === 'text' || entry.value.kind === 'edit') ? entry.value : undefined
    reader.expect(said !== undefined, 'a draft that is no text')
    drafts.push({ id, createdMs, entry: said })
  }
  return drafts
}

function takePlainDrafts(reader: Reader): readonly Draft[] {
  reader.u8()
  const drafts: Draft[] = []
  const count = reader.u32()
  for (let i = 0; i < count; i++) {
    const id: EntryId = toId(reader.bytes(32))
    const format = reader.u8()
    reader.expect(format === 0 || format === 1, 'an unknown format')
    const createdMs = reader.u48()
    drafts.push({ id, createdMs, entry: { kind: 'text', format, text: reader.str16(limits.textBytes) } })
  }
  return drafts
}

function encodePlainDrafts(drafts: readonly Draft[]): Uint8Array {
  const writer = new Writer().u8(plainVersion).u32(drafts.length)
  for (const { id, createdMs, entry } of drafts)
    writer.raw(idBytes(id)).u8(entry.format).u48(createdMs).str16(entry.text)
  return writer.finish()
}
