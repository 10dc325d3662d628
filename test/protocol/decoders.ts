/** Every decoder of the protocol by name, in the room of the vectors, with the encoder where one needs no secret. */
import { encodeAttestation, readAttestation } from '../../src/protocol/attestation.js'
import { readCard } from '../../src/protocol/card.js'
import { encodeEntry, readEntry } from '../../src/protocol/entries.js'
import { type Entry, entryTypes } from '../../src/protocol/entry.js'
import type { KnownEntry } from '../../src/protocol/entry-codec.js'
import { readEnvelope } from '../../src/protocol/envelope.js'
import { readGenesis } from '../../src/protocol/genesis.js'
import { encodeHello, readHello } from '../../src/protocol/hello.js'
import { readIdent } from '../../src/protocol/ident.js'
import * as messages from '../../src/protocol/messages.js'
import { readProof } from '../../src/protocol/proof.js'
import type { Decoded } from '../../src/protocol/reader.js'
import { openRoom, person, seeded } from './world.js'

export interface Decoder {
  readonly read: (bytes: Uint8Array) => Decoded<unknown>
  readonly encode?: (value: never) => Uint8Array
}

/** The room, the people and the stream to which vectors belong. */
export const alice = person('Alice')
export const bob = person('Bob')
export const world = openRoom(alice)
export const hh: Uint8Array = seeded('handshake', 64)

const entryDecoders = Object.entries(entryTypes).map(([kind, type]): [string, Decoder] => [
  `entry/${kind}`,
  {
    read: (bytes) => readEntry(type, bytes, 0),
    encode: (entry: Entry) => encodeEntry(entry as KnownEntry).body,
  },
])

function message<T>(read: (bytes: Uint8Array) => Decoded<T>, encode: (value: T) => Uint8Array): Decoder {
  return { read, encode }
}

const m = messages
export const decoders: Readonly<Record<string, Decoder>> = {
  attestation: message(readAttestation, encodeAttestation),
  genesis: { read: readGenesis },
  card: { read: (bytes) => readCard(bytes, world.cardRoom) },
  envelope: { read: readEnvelope },
  hello: message(readHello, (tags) => encodeHello(tags, seeded.bind(undefined, 'unused'))),
  proof: { read: readProof },
  ident: { read: (bytes) => readIdent(bytes, { hh, role: 'I', rep: world.keys.rep }) },
  'message/genesis': message(m.readGenesisMessage, m.encodeGenesisMessage),
  'message/digest': message(m.readDigest, m.encodeDigest),
  'message/buckets': message(m.readBuckets, m.encodeBuckets),
  'message/bucketReq': message(m.readBucketReq, m.encodeBucketReq),
  'message/entries': message(m.readEntries, m.encodeEntries),
  'message/update': message(m.readUpdate, m.encodeUpdate),
  'message/cardReq': message(m.readCardReq, m.encodeCardReq),
  'message/card': message(m.readCardMessage, m.encodeCardMessage),
  'message/headAtReq': message(m.readHeadAtReq, m.encodeHeadAtReq),
  'message/headAt': message(m.readHeadAt, m.encodeHeadAt),
  'message/evidenceReq': message(m.readEvidenceReq, m.encodeEvidenceReq),
  'message/evidence': message(m.readEvidence, m.encodeEvidence),
  'message/want': message(m.readWant, m.encodeWant),
  'message/ready': message(m.readReady, m.encodeReady),
  'message/typing': message(m.readTyping, m.encodeTyping),
  'message/presence': message(m.readPresence, m.encodePresence),
  ...Object.fromEntries(entryDecoders),
}
