/** Bodies of entries that readers must refuse: written by the codecs themselves, which leave the rules to the reader. */
import b4a from 'b4a'
import { encodeEntry } from '../../src/protocol/entries.js'
import type { FileEntry, Mention, TextEntry } from '../../src/protocol/entry.js'
import type { EntryCodec, KnownEntry } from '../../src/protocol/entry-codec.js'
import { fileCodec, profileCodec, roomStateCodec } from '../../src/protocol/room-entries.js'
import { hideCodec, reactCodec, redactCodec } from '../../src/protocol/target-entries.js'
import { textCodec } from '../../src/protocol/text-entries.js'
import { Writer } from '../../src/protocol/writer.js'
import { bob } from './decoders.js'
import { patched, type Refusal } from './refusal.js'
import { entrySamples } from './samples.js'

export function refusedBodies(): Record<string, Refusal[]> {
  return {
    'entry/join': [{ why: 'supersedes without its fields', bytes: patched(bodyOf('join', 0), 345, 1) }],
    'entry/text': texts(),
    'entry/edit': [
      {
        why: 'an edit that moves its text',
        bytes: b4a.concat([patched(bodyOf('edit', 0), 32, 1), new Uint8Array(32)]),
      },
    ],
    'entry/redact': [
      {
        why: 'a reason of 201 code points',
        bytes: written(redactCodec, { ...sampleOf('redact', 0), reason: '𝄞'.repeat(201) }),
      },
    ],
    'entry/react': reactions(),
    'entry/profile': profiles(),
    'entry/file': files(),
    'entry/roomState': roomStates(),
    'entry/hide': hides(),
  }
}

function texts(): Refusal[] {
  const text = (fields: Partial<TextEntry>) =>
    written(textCodec, { kind: 'text', format: 0, text: 'ü and @Bob', ...fields })
  const mentioned = (...places: readonly (readonly [number, number])[]) =>
    text({
      mentions: places.map(
        ([startByte, lengthBytes]): Mention => ({
          identity: bob.attestation.identity,
          startByte,
          lengthBytes,
        }),
      ),
    })
  const raw = (...bytes: readonly number[]) =>
    new Writer().u8(0).u8(0).u16(bytes.length).raw(new Uint8Array(bytes)).finish()
  return [
    { why: 'format 3', bytes: patched(text({}), 1, 3) },
    { why: 'no text', bytes: text({ text: '' }) },
    { why: '16,385 bytes', bytes: text({ text: 'x'.repeat(16_385) }) },
    { why: 'an overlong form', bytes: raw(0xc1, 0xa1) },
    { why: 'a surrogate', bytes: raw(0xed, 0xa0, 0x80) },
    { why: 'above U+10FFFF', bytes: raw(0xf4, 0x90, 0x80, 0x80) },
    { why: 'a character cut short', bytes: raw(0xe2, 0x82) },
    { why: 'no mentions in the list', bytes: mentioned() },
    {
      why: '17 mentions',
      bytes: mentioned(...Array.from({ length: 17 }, (_, index) => [index, 1] as const)),
    },
    { why: 'a mention of no bytes', bytes: mentioned([3, 0]) },
    { why: 'mentions that overlap', bytes: mentioned([3, 4], [6, 2]) },
    { why: 'mentions that descend', bytes: mentioned([6, 2], [3, 1]) },
    { why: 'a mention beyond the text', bytes: mentioned([10, 2]) },
    { why: 'a mention that begins within a character', bytes: mentioned([1, 2]) },
    { why: 'a mention that ends within a character', bytes: mentioned([0, 1]) },
    { why: 'reply without its field', bytes: patched(text({}), 0, 1) },
  ]
}

function reactions(): Refusal[] {
  const sample = sampleOf('react', 0)
  return [
    { why: 'op 2', bytes: patched(written(reactCodec, sample), 32, 2) },
    { why: 'no emoji', bytes: written(reactCodec, { ...sample, emoji: '' }) },
    { why: '33 bytes', bytes: written(reactCodec, { ...sample, emoji: 'x'.repeat(33) }) },
  ]
}

function profiles(): Refusal[] {
  const profile = (nick: string, status?: string) =>
    written(profileCodec, { kind: 'profile', nick, colour: 1, ...(status && { status }) })
  return [
    { why: 'no nick', bytes: profile('') },
    { why: 'a nick of 33 code points', bytes: profile('n'.repeat(33)) },
    { why: 'a status of 81 code points', bytes: profile('n', 's'.repeat(81)) },
  ]
}

function files(): Refusal[] {
  const file = (fields: Partial<FileEntry>) => written(fileCodec, { ...sampleOf('file', 0), ...fields })
  return [
    { why: 'no bytes', bytes: file({ sizeBytes: 0 }) },
    { why: 'above 1 GiB', bytes: file({ sizeBytes: 1_073_741_825 }) },
    { why: 'above 2^53-1', bytes: patched(file({}), 65, 0xff) },
    { why: 'a media type of 65 code points', bytes: file({ mediaType: 'm'.repeat(65) }) },
    { why: 'a name of 121 code points', bytes: file({ name: 'n'.repeat(121) }) },
    { why: 'a caption of 201 code points', bytes: file({ caption: 'c'.repeat(201) }) },
  ]
}

function roomStates(): Refusal[] {
  const state = (key: 'name' | 'topic', value: string) =>
    written(roomStateCodec, { kind: 'roomState', key, value })
  return [
    { why: 'key 0', bytes: patched(state('name', 'n'), 0, 0) },
    { why: 'key 3', bytes: patched(state('name', 'n'), 0, 3) },
    { why: 'a name of 65 code points', bytes: state('name', 'n'.repeat(65)) },
    { why: 'a topic of 513 code points', bytes: state('topic', 't'.repeat(513)) },
  ]
}

function hides(): Refusal[] {
  const sample = written(hideCodec, sampleOf('hide', 0))
  return [
    { why: 'neither record nor identity: 0', bytes: patched(sample, 0, 0) },
    { why: 'neither record nor identity: 3', bytes: patched(sample, 0, 3) },
    { why: 'op 2', bytes: patched(sample, 1, 2) },
    {
      why: 'a reason of 201 code points',
      bytes: written(hideCodec, { ...sampleOf('hide', 0), reason: 'r'.repeat(201) }),
    },
  ]
}

function written<T extends KnownEntry>(codec: EntryCodec<T>, entry: T): Uint8Array {
  return codec.put(new Writer(), entry).finish()
}

function sampleOf<K extends KnownEntry['kind']>(kind: K, index: number): Extract<KnownEntry, { kind: K }> {
  return entrySamples.filter((entry) => entry.kind === kind)[index] as Extract<KnownEntry, { kind: K }>
}

function bodyOf(kind: KnownEntry['kind'], index: number): Uint8Array {
  return encodeEntry(sampleOf(kind, index)).body
}
