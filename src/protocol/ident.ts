/**
 * Ident: which identity and device a stream speaks for (PROTOCOL.md §9.2). Sent only to peers that proved r. Binds to rep
 * and not to the room's id, because a joiner does not know that id yet.
 */
import { type Attestation, takeAttestation } from './attestation.js'
import { sign, verify } from './hash.js'
import { type Role, roleByte } from './hello.js'
import { type DeviceId, idBytes, type MemberId } from './ids.js'
import { type Decoded, decode, type Reader } from './reader.js'
import { Writer } from './writer.js'

/** A stream (its 64-byte handshake hash), the role of the sender, and the room. */
export interface IdentPlace {
  readonly hh: Uint8Array
  readonly role: Role
  readonly rep: Uint8Array
}

export interface Ident {
  readonly identity: MemberId
  readonly device: DeviceId
  readonly attestation: Attestation
  readonly sigD: Uint8Array
}

/** The bytes of an Ident. */
export function createIdent({
  attestation,
  deviceSecretKey,
  ...place
}: IdentPlace & {
  readonly attestation: Attestation
  readonly deviceSecretKey: Uint8Array
}): Uint8Array {
  return writeIdent({ attestation, sigD: sign(deviceSecretKey, 'AUTH', ...boundTo(place)) })
}

/** Checks the attestation and that its device signed for this stream, role and room. */
export function readIdent(bytes: Uint8Array, place: IdentPlace): Decoded<Ident> {
  return decode(
    bytes,
    (reader: Reader) => {
      const attestation = takeAttestation(reader)
      const { identity, device } = attestation
      const sigD = reader.bytes(64)
      reader.expect(
        verify(idBytes(device), sigD, 'AUTH', ...boundTo(place)),
        'a device signature that does not fit',
      )
      return { identity, device, attestation, sigD }
    },
    writeIdent,
  )
}

function boundTo({ hh, role, rep }: IdentPlace): Uint8Array[] {
  return [hh, roleByte(role), rep]
}

function writeIdent({ attestation, sigD }: Pick<Ident, 'attestation' | 'sigD'>): Uint8Array {
  return new Writer().raw(attestation.bytes).bytes(sigD, 64).finish()
}
