/** The file of a room's drafts: version, count, then each draft. Pure and canonical, like everything that is read back. */

import { type EntryId, idBytes, parseId, toId } from '../protocol/ids.js'
import { limits } from '../protocol/limits.js'
import { type Decoded, decode, type Reader } from '../protocol/reader.js'
import { Writer } from '../protocol/writer.js'
import type { Draft } from '../room/room-context.js'

const version = 1

export function encodeDrafts(drafts: readonly Draft[]): Uint8Array {
  const writer = new Writer().u8(version).u32(drafts.length)
  for (const { id, format, createdMs, text } of drafts) {
    writer
      .raw(idBytes(parseId<EntryId>(id) ?? toId(new Uint8Array(32))))
      .u8(format)
      .u48(createdMs)
      .str16(text)
  }
  return writer.finish()
}

export function readDrafts(bytes: Uint8Array): Decoded<readonly Draft[]> {
  return decode(bytes, takeDrafts, encodeDrafts)
}

function takeDrafts(reader: Reader): readonly Draft[] {
  reader.expect(reader.u8() === version, 'an unknown version of drafts')
  const drafts: Draft[] = []
  const count = reader.u32()
  for (let i = 0; i < count; i++) {
    const id: string = toId(reader.bytes(32))
    const format = reader.u8()
    reader.expect(format === 0 || format === 1, 'an unknown format')
    drafts.push({ id, format, createdMs: reader.u48(), text: reader.str16(limits.textBytes) })
  }
  return drafts
}
