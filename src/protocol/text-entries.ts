/** What people write: bodies of Text and Edit (PROTOCOL.md §6). */
import b4a from 'b4a'
import type { EditEntry, Mention, TextEntry, TextFormat } from './entry.js'
import { type EntryCodec, hasBit, optOf, putId, putMentions, takeEntryId } from './entry-codec.js'
import { type MemberId, toId } from './ids.js'
import { limits } from './limits.js'
import type { Reader } from './reader.js'
import type { Writer } from './writer.js'

type TextFields = Omit<TextEntry, 'kind'>

const textBits = 0b111

export const textCodec: EntryCodec<TextEntry> = {
  opt: { at: 0, known: textBits },
  take: (reader) => ({ kind: 'text', ...takeText(reader) }),
  put: putText,
}

export const editCodec: EntryCodec<EditEntry> = {
  opt: { at: 32, known: textBits },
  take(reader: Reader) {
    const target = takeEntryId(reader)
    const { reply, thread, ...fields } = takeText(reader)
    reader.expect(reply === undefined && thread === undefined, 'an edit that moves its text')
    return { kind: 'edit', target, ...fields }
  },
  put: (writer, entry) => putText(putId(writer, entry.target), entry),
}

function takeText(reader: Reader): TextFields {
  const opt = reader.u8()
  const format = reader.u8()
  reader.expect(isFormat(format), 'an unknown text format')
  const lengthBytes = reader.u16()
  reader.expect(lengthBytes >= 1 && lengthBytes <= limits.textBytes, 'text empty or too long')
  const text = reader.text(lengthBytes, lengthBytes)
  return {
    format,
    text,
    ...(hasBit(opt, 0) && { reply: takeEntryId(reader) }),
    ...(hasBit(opt, 1) && { thread: takeEntryId(reader) }),
    ...(hasBit(opt, 2) && { mentions: takeMentions(reader, b4a.from(text)) }),
  }
}

function putText(writer: Writer, entry: TextFields): Writer {
  const { format, text, reply, thread, mentions } = entry
  writer
    .u8(optOf(reply, thread, mentions))
    .u8(format)
    .str16(text)
  if (reply !== undefined) putId(writer, reply)
  if (thread !== undefined) putId(writer, thread)
  if (mentions !== undefined) putMentions(writer.u8(mentions.length), mentions)
  return writer
}

function takeMentions(reader: Reader, text: Uint8Array): Mention[] {
  const count = reader.u8()
  reader.expect(count >= 1 && count <= limits.mentionsPerText, 'no or too many mentions')
  let freeFrom = 0
  return Array.from({ length: count }, () => {
    const identity = toId<MemberId>(reader.bytes(32))
    const startByte = reader.u16()
    const lengthBytes = reader.u8()
    const end = startByte + lengthBytes
    reader.expect(startByte >= freeFrom && lengthBytes >= 1, 'mentions not ascending')
    reader.expect(
      end <= text.byteLength && isBorder(text, startByte) && isBorder(text, end),
      'a mention beside the text',
    )
    freeFrom = end
    return { identity, startByte, lengthBytes }
  })
}

/** True iff `at` lies between two code points of valid UTF-8. */
function isBorder(text: Uint8Array, at: number): boolean {
  return ((text[at] ?? 0) & 0xc0) !== 0x80
}

function isFormat(value: number): value is TextFormat {
  return value <= 2
}
