/** Properties that every decoder keeps, for valid, mutated, cut, extended and random bytes. The seed is printed. */
import { randomInt } from 'node:crypto'
import b4a from 'b4a'
import fc from 'fast-check'
import t from 'tap'
import { encodeEntry, readEntry } from '../../src/protocol/entries.js'
import type { TextEntry } from '../../src/protocol/entry.js'
import type { KnownEntry } from '../../src/protocol/entry-codec.js'
import { toId } from '../../src/protocol/ids.js'
import { formatLink, parseLink } from '../../src/protocol/links.js'
import { decode, type Reader } from '../../src/protocol/reader.js'
import { Writer } from '../../src/protocol/writer.js'
import { decodeZbase32, encodeZbase32 } from '../../src/protocol/zbase32.js'
import { type Decoder, decoders } from './decoders.js'
import { hex, plain } from './plain.js'
import { accepted } from './samples.js'
import { must } from './world.js'

const seed = Number(process.env.PROPERTY_SEED ?? randomInt(2 ** 31))
t.comment(`PROPERTY_SEED=${seed}`)

type Mutation = {
  readonly op: 'set' | 'flip' | 'cut' | 'insert' | 'remove'
  readonly at: number
  readonly value: number
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  op: fc.constantFrom('set', 'flip', 'cut', 'insert', 'remove'),
  at: fc.nat(),
  value: fc.oneof(fc.constantFrom(0, 1, 2, 0x7f, 0x80, 0xff), fc.nat(255)),
})

function mutate(bytes: Uint8Array, { op, at, value }: Mutation): Uint8Array {
  const place = bytes.byteLength === 0 ? 0 : at % bytes.byteLength
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place + 1)]
  const here = bytes[place] ?? 0
  const byte = (number: number) => new Uint8Array([number])
  if (op === 'cut') return before
  if (op === 'remove') return b4a.concat([before, after])
  if (op === 'insert') return b4a.concat([before, byte(value), byte(here), after])
  return b4a.concat([before, byte(op === 'set' ? value : here ^ (1 << (value & 7))), after])
}

/** The decoded value, after checking what must hold for any bytes. */
function check({ read, encode }: Decoder, bytes: Uint8Array): string | undefined {
  const decoded = read(bytes)
  if (!decoded.ok) {
    if (decoded.reason === '') throw new Error('a refusal without a reason')
    return undefined
  }
  const value = decoded.value as { readonly kind?: string }
  const again = read(new Uint8Array(bytes))
  if (!again.ok || !same(again.value, value)) throw new Error('the same bytes decode differently')
  const unknown = value.kind === 'unknown'
  if (encode !== undefined && !unknown && !b4a.equals(encode(value as never), bytes))
    throw new Error('a second encoding')
  return unknown ? undefined : JSON.stringify(plain(value))
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b))
}

for (const [name, decoder] of Object.entries(decoders)) {
  const samples = accepted[name]!.filter((sample) => sample.byteLength < 3000)
  t.test(`I4: ${name} never throws, and no two byte strings have one meaning`, async () => {
    const mutated = fc.property(
      fc.nat(samples.length - 1),
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      (index, changes) => {
        const sample = samples[index]!
        const bytes = changes.reduce(mutate, sample)
        const meaning = check(decoder, bytes)
        return meaning === undefined || b4a.equals(bytes, sample) || meaning !== check(decoder, sample)
      },
    )
    fc.assert(mutated, { seed, numRuns: 400 })
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void check(decoder, bytes)),
      { seed, numRuns: 200 },
    )
    const firstBytes = fc.property(
      fc.nat(samples.length - 1),
      fc.nat(),
      fc.uint8Array({ maxLength: 64 }),
      (index, at, tail) => {
        const sample = samples[index]!
        check(decoder, b4a.concat([sample.subarray(0, at % (sample.byteLength + 1)), tail]))
      },
    )
    fc.assert(firstBytes, { seed, numRuns: 200 })
  })
}

const id = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => toId<never>(bytes))
const key = fc.uint8Array({ minLength: 32, maxLength: 32 })
const words = (maxLength: number) => fc.string({ unit: 'binary', maxLength: Math.floor(maxLength / 2) })
const optional = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined })

/** Mentions of every second character of the text. */
function withMentions(entry: TextEntry): TextEntry {
  const ends = [...entry.text].map((_, index, all) => b4a.from(all.slice(0, index + 1).join('')).byteLength)
  const all = ends.map((end, index) => ({
    startByte: ends[index - 1] ?? 0,
    lengthBytes: end - (ends[index - 1] ?? 0),
  }))
  const mentions = all.filter((_, index) => index % 2 === 0).slice(0, 16)
  return {
    ...entry,
    mentions: mentions.map((place) => ({ identity: toId<never>(new Uint8Array(32)), ...place })),
  }
}

const textEntry: fc.Arbitrary<TextEntry> = fc.record({
  kind: fc.constant('text'),
  format: fc.constantFrom(0, 1, 2),
  text: fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
  reply: optional(id),
  thread: optional(id),
})
const entry: fc.Arbitrary<KnownEntry> = fc.oneof(
  textEntry,
  textEntry.map(withMentions),
  fc.record({
    kind: fc.constant('redact'),
    target: id,
    reason: words(200),
  }),
  fc.record({
    kind: fc.constant('react'),
    target: id,
    op: fc.constantFrom('add', 'remove'),
    emoji: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 3 })
      .filter((text) => b4a.byteLength(text) <= 32),
  }),
  fc.record({
    kind: fc.constant('profile'),
    nick: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 32 }),
    colour: fc.nat(255),
    status: optional(words(80)),
  }),
  fc.record({
    kind: fc.constant('file'),
    blobPk: key,
    fileKey: key,
    sizeBytes: fc.integer({ min: 1, max: 2 ** 30 }),
    listHash: key,
    mediaType: fc.string({ maxLength: 64 }),
    name: words(120),
    caption: optional(words(200)),
    reply: optional(id),
  }),
  fc.record({ kind: fc.constant('roomState'), key: fc.constantFrom('name', 'topic'), value: words(64) }),
  fc.record({
    kind: fc.constant('hide'),
    what: fc.constantFrom('record', 'identity'),
    op: fc.constantFrom('hide', 'show'),
    target: id,
    reason: words(200),
  }),
)

t.test('what is encoded is decoded again', async () => {
  fc.assert(
    fc.property(entry, (value) => {
      const { type, body } = encodeEntry(value)
      return same(must(readEntry(type, body, 0)), value)
    }),
    { seed, numRuns: 1000 },
  )
})

t.test('links and z-base-32 hold any bytes and have one form', async () => {
  const invite = fc.record({
    kind: fc.constant('i' as const),
    roomIdPrefix: fc.uint8Array({ minLength: 16, maxLength: 16 }),
    inviteSeed: key,
    expiresS: fc.nat(2 ** 31 - 1),
    approver: fc.uint8Array({ minLength: 8, maxLength: 8 }),
  })
  const link = fc.oneof(
    key.map((w) => ({ kind: 'w' as const, w })),
    fc.record({ kind: fc.constant('r' as const), roomId: id, r: key }),
    fc.record({ kind: fc.constant('m' as const), roomId: id, rep: key }),
    invite,
  )
  fc.assert(
    fc.property(link, (value) => same(must(parseLink(formatLink(value))), value)),
    { seed },
  )
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 80 }),
      (bytes) => hex(decodeZbase32(encodeZbase32(bytes))!) === hex(bytes),
    ),
    { seed },
  )
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'ybndrfg8ejkmcpqxot1uwisza345h769lv2'), maxLength: 20 }),
      (text) => {
        const bytes = decodeZbase32(text)
        return bytes === undefined || encodeZbase32(bytes) === text
      },
    ),
    { seed, numRuns: 1000 },
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => void parseLink(text)),
    { seed, numRuns: 500 },
  )
})

t.test('integers keep their width, and what is too large is refused', async (t) => {
  const read = <T>(bytes: Uint8Array, take: (reader: Reader) => T) => decode(bytes, take, () => bytes)
  const unsigned = new Uint8Array(8).fill(0xff)
  t.match(
    read(unsigned, (reader) => reader.u64()),
    { ok: false, reason: 'integer above 2^53-1' },
  )
  t.same(
    read(unsigned, (reader) => reader.u64big()),
    { ok: true, value: 2n ** 64n - 1n },
  )
  t.same(
    read(unsigned.subarray(0, 6), (reader) => reader.u48()),
    { ok: true, value: 2 ** 48 - 1 },
  )
  t.match(
    decode(
      new Uint8Array(2),
      (reader) => reader.u16(),
      () => new Uint8Array(1),
    ),
    { ok: false, reason: 'not canonical' },
  )
  t.throws(
    () =>
      read(unsigned, () => {
        throw new TypeError('a bug')
      }),
    TypeError,
    'a bug is not blamed on the peer',
  )
  for (const value of [-1, 1.5, 256, Number.NaN]) t.throws(() => new Writer().u8(value), RangeError)
  for (const value of [-1n, 2n ** 64n]) t.throws(() => new Writer().u64big(value), RangeError)
  t.throws(() => new Writer().u64(2 ** 53), RangeError)
  t.throws(() => new Writer().bytes(new Uint8Array(3), 4), RangeError)
})

t.test('entries that readers would refuse are never written', async (t) => {
  t.throws(() => encodeEntry({ kind: 'text', format: 0, text: '' }), /text empty or too long/)
  t.throws(() => encodeEntry({ kind: 'text', format: 0, text: 'x'.repeat(70_000) }), RangeError)
  t.throws(() => encodeEntry({ kind: 'profile', nick: 'x'.repeat(33), colour: 0 }), /text too long/)
})
