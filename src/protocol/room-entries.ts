/** Entries about the author and the room: bodies of Join, Profile, File and RoomState (PROTOCOL.md §6). */
import { cardBytes } from './card.js'
import type { FileEntry, JoinEntry, ProfileEntry, RoomStateEntry } from './entry.js'
import { type EntryCodec, hasBit, optOf, putId, takeEntryId } from './entry-codec.js'
import { type LogKey, toId } from './ids.js'
import { limits } from './limits.js'
import type { Reader } from './reader.js'

const mediaTypeCodePoints = 64

export const joinCodec: EntryCodec<JoinEntry> = {
  opt: { at: cardBytes, known: 0b1 },
  take(reader: Reader) {
    const card = reader.bytes(cardBytes)
    if (!hasBit(reader.u8(), 0)) return { kind: 'join', card }
    return { kind: 'join', card, supersedes: { log: toId<LogKey>(reader.bytes(32)), lastSeq: reader.u32() } }
  },
  put(writer, { card, supersedes }) {
    writer.bytes(card, cardBytes).u8(optOf(supersedes))
    return supersedes === undefined ? writer : putId(writer, supersedes.log).u32(supersedes.lastSeq)
  },
}

export const profileCodec: EntryCodec<ProfileEntry> = {
  opt: { at: 0, known: 0b1 },
  take(reader: Reader) {
    const opt = reader.u8()
    const nick = reader.str8(limits.nickCodePoints)
    reader.expect(nick !== '', 'an empty nick')
    const colour = reader.u8()
    return {
      kind: 'profile',
      nick,
      colour,
      ...(hasBit(opt, 0) && { status: reader.str16(limits.statusCodePoints) }),
    }
  },
  put(writer, { nick, colour, status }) {
    writer.u8(optOf(status)).str8(nick).u8(colour)
    return status === undefined ? writer : writer.str16(status)
  },
}

export const fileCodec: EntryCodec<FileEntry> = {
  opt: { at: 0, known: 0b11 },
  take(reader: Reader) {
    const opt = reader.u8()
    const blobPk = reader.bytes(32)
    const fileKey = reader.bytes(32)
    const sizeBytes = reader.u64()
    reader.expect(sizeBytes >= 1 && sizeBytes <= limits.fileBytes, 'file empty or too large')
    const listHash = reader.bytes(32)
    const mediaType = reader.str8(mediaTypeCodePoints)
    const name = reader.str8(limits.fileNameCodePoints)
    return {
      kind: 'file',
      blobPk,
      fileKey,
      sizeBytes,
      listHash,
      mediaType,
      name,
      ...(hasBit(opt, 0) && { caption: reader.str16(limits.captionCodePoints) }),
      ...(hasBit(opt, 1) && { reply: takeEntryId(reader) }),
    }
  },
  put(writer, { blobPk, fileKey, sizeBytes, listHash, mediaType, name, caption, reply }) {
    writer.u8(optOf(caption, reply)).bytes(blobPk, 32).bytes(fileKey, 32).u64(sizeBytes).bytes(listHash, 32)
    writer.str8(mediaType).str8(name)
    if (caption !== undefined) writer.str16(caption)
    if (reply !== undefined) putId(writer, reply)
    return writer
  },
}

export const roomStateCodec: EntryCodec<RoomStateEntry> = {
  take(reader: Reader) {
    const key = reader.u8()
    reader.expect(key === 1 || key === 2, 'an unknown room property')
    if (key === 1) return { kind: 'roomState', key: 'name', value: reader.str16(limits.roomNameCodePoints) }
    return { kind: 'roomState', key: 'topic', value: reader.str16(limits.topicCodePoints) }
  },
  put: (writer, { key, value }) => writer.u8(key === 'name' ? 1 : 2).str16(value),
}
