/** Texts that are no links. */
import b4a from 'b4a'
import { hash } from '../../src/protocol/hash.js'
import { formatLink } from '../../src/protocol/links.js'
import { encodeZbase32 } from '../../src/protocol/zbase32.js'
import { world } from './decoders.js'

/** Refused texts, each with words that the refusal must contain. */
export function brokenLinks(): { text: string; says: string }[] {
  const link = formatLink({ kind: 'w', w: world.w })
  const read = formatLink({ kind: 'r', roomId: world.roomId, r: world.keys.r })
  const key = link.slice('hocket:w/'.length)
  const swapped = link.slice(0, 20) + link.charAt(21) + link.charAt(20) + link.slice(22)
  return [
    { text: link.slice(0, 61), says: 'it has 61 characters where 69 are needed' },
    { text: `${link}y`, says: 'it has 70 characters where 69 are needed' },
    { text: read.slice(0, 100), says: 'it has 100 characters where 120 are needed' },
    { text: key.slice(1), says: 'it has 59 characters where 60 are needed' },
    { text: 'hocket:w/', says: 'it has 9 characters where 69 are needed' },
    { text: swapped, says: 'mistyped' },
    { text: link.replace(/.$/, 'l'), says: 'a character that links do not use' },
    { text: link.replace(/.$/, '9'), says: 'mistyped' },
    { text: link.replace('hocket:w', 'hocket:r'), says: 'it has 69 characters where 120 are needed' },
    { text: read.replace('hocket:r', 'hocket:m'), says: 'mistyped' },
    { text: link.replace('hocket:w', 'hocket:q'), says: 'does not know links of this kind' },
    { text: withPayload('w', new Uint8Array([2, ...world.w])), says: 'version 2' },
    { text: withPayload('w', new Uint8Array([3, 1, 2, 3])), says: 'version 3' },
    { text: withPayload('w', new Uint8Array([1, 1, 2, 3])), says: 'where 69 are needed' },
    { text: withPayload('w', new Uint8Array(0)), says: 'where 69 are needed' },
    { text: 'https://example.org/room', says: 'not a hocket link' },
    { text: 'hello', says: 'not a hocket link' },
    { text: '', says: 'not a hocket link' },
    { text: 'hocket:', says: 'not a hocket link' },
  ]
}

function withPayload(kind: string, payload: Uint8Array): string {
  const check = hash('LINK', b4a.from(kind), payload).subarray(0, 4)
  return `hocket:${kind}/${encodeZbase32(b4a.concat([payload, check]))}`
}
