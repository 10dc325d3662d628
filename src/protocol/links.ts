/**
 * Links: what people copy, mail and scan to enter a room (PROTOCOL.md §5). A refusal is a sentence fragment that the
 * person who typed can act on; it never repeats what was typed, since that may be a key.
 */
import b4a from 'b4a'
import { equalSecrets, hash } from './hash.js'
import { idBytes, type RoomId, toId } from './ids.js'
import { type Decoded, decode, type Reader } from './reader.js'
import { Writer } from './writer.js'
import { decodeZbase32, encodeZbase32, isZbase32 } from './zbase32.js'

/** w: read, write, invite others. r: read and serve. m: store ciphertext. i: ask for admission. */
export type LinkKind = 'w' | 'r' | 'm' | 'i'

export type RoomLink =
  | { readonly kind: 'w'; readonly w: Uint8Array }
  | { readonly kind: 'r'; readonly roomId: RoomId; readonly r: Uint8Array }
  | { readonly kind: 'm'; readonly roomId: RoomId; readonly rep: Uint8Array }
  | {
      readonly kind: 'i'
      /** First 16 bytes of the room's id. */
      readonly roomIdPrefix: Uint8Array
      readonly inviteSeed: Uint8Array
      /** Seconds since 1970. */
      readonly expiresS: number
      /** First 8 bytes of the approver's device key. */
      readonly approver: Uint8Array
    }

export const linkScheme = 'hocket:'
export const linkVersion = 1
const checkBytes = 4
/** Shorter text without the scheme is no key that somebody tried to type. */
const leastBareCharacters = 32
const payloadBytes: Readonly<Record<LinkKind, number>> = { w: 33, r: 65, m: 65, i: 62 }

/** The link as text, lower case. */
export function formatLink(link: RoomLink): string {
  const payload = writePayload(link)
  return `${linkScheme}${link.kind}/${encodeZbase32(b4a.concat([payload, checkOf(link.kind, payload)]))}`
}

/** The link that `text` is; a room key alone (what follows `hocket:w/`) counts as one. */
export function parseLink(text: string): Decoded<RoomLink> {
  const plain = plainLink(text).replace(/^<(.*)>$/, '$1')
  const match = /^hocket:([a-z0-9]+)\/(.*)$/.exec(plain)
  const [, kind = '', body = ''] = match ?? []
  if (match !== null) {
    return isLinkKind(kind)
      ? parseBody(kind, body, plain.length - body.length)
      : refuse('this version does not know links of this kind')
  }
  const isBareKey = /^[a-z0-9]+$/.test(plain) && plain.length >= leastBareCharacters
  return isBareKey ? parseBody('w', plain, 0) : refuse('this is not a hocket link')
}

/** What was typed, without what copying and line breaks may have done to it. */
export function plainLink(text: string): string {
  return text.replace(/[\t\n\v\f\r ]/g, '').toLowerCase()
}

/** How many characters follow `hocket:w/` and its like. */
export function bodyCharacters(kind: LinkKind): number {
  return Math.ceil(((payloadBytes[kind] + checkBytes) * 8) / 5)
}

function parseBody(kind: LinkKind, body: string, prefixCharacters: number): Decoded<RoomLink> {
  const bytes = decodeZbase32(body) ?? new Uint8Array(0)
  const payload = bytes.subarray(0, -checkBytes)
  const fits = equalSecrets(checkOf(kind, payload), bytes.subarray(-checkBytes))
  const [version] = payload
  // a newer version may have another length: it is named as long as its check characters fit
  if (fits && version !== undefined && version !== linkVersion) {
    return refuse(`the link is of version ${version}, this program knows version ${linkVersion}`)
  }
  const neededCharacters = bodyCharacters(kind)
  if (body.length !== neededCharacters) {
    return refuse(
      `it has ${prefixCharacters + body.length} characters where ${prefixCharacters + neededCharacters} are needed`,
    )
  }
  if (!isZbase32(body)) return refuse('it has a character that links do not use: something was mistyped')
  if (!fits) return refuse('the check characters do not fit: something was mistyped')
  return decode(payload, (reader) => readPayload(kind, reader), writePayload)
}

function readPayload(kind: LinkKind, reader: Reader): RoomLink {
  reader.u8() // the version, looked at before
  if (kind === 'w') return { kind, w: reader.bytes(32) }
  if (kind === 'r') return { kind, roomId: toId(reader.bytes(32)), r: reader.bytes(32) }
  if (kind === 'm') return { kind, roomId: toId(reader.bytes(32)), rep: reader.bytes(32) }
  const roomIdPrefix = reader.bytes(16)
  const inviteSeed = reader.bytes(32)
  return { kind, roomIdPrefix, inviteSeed, expiresS: reader.u40(), approver: reader.bytes(8) }
}

function writePayload(link: RoomLink): Uint8Array {
  const writer = new Writer().u8(linkVersion)
  if (link.kind === 'w') return writer.bytes(link.w, 32).finish()
  if (link.kind === 'r') return writer.raw(idBytes(link.roomId)).bytes(link.r, 32).finish()
  if (link.kind === 'm') return writer.raw(idBytes(link.roomId)).bytes(link.rep, 32).finish()
  writer.bytes(link.roomIdPrefix, 16).bytes(link.inviteSeed, 32)
  return writer.u40(link.expiresS).bytes(link.approver, 8).finish()
}

function checkOf(kind: LinkKind, payload: Uint8Array): Uint8Array {
  return hash('LINK', b4a.from(kind), payload).subarray(0, checkBytes)
}

export function isLinkKind(text: string): text is LinkKind {
  return Object.hasOwn(payloadBytes, text)
}

function refuse(reason: string): Decoded<RoomLink> {
  return { ok: false, reason }
}
