/**
 * Our own words that count as mentions of us, besides the nick. In one small file of the profile, and in one of each room
 * that has words of its own: version, count, then each word. A word is one line of up to 64 characters; the same word is kept once.
 */
import { bounds } from '../api/bounds.js'
import { Resource } from '../lib/resource.js'
import { Serial } from '../lib/serial.js'
import { limits } from '../protocol/limits.js'
import { type Decoded, decode, type Reader } from '../protocol/reader.js'
import { Writer } from '../protocol/writer.js'
import { checkWord } from './check-text.js'
import { readSmallFile, writeSmallFile } from './small-file.js'

const version = 1

export class MentionWords extends Resource {
  readonly #path: string
  readonly #writes = new Serial()
  #words: readonly string[] = []

  constructor({ path }: { readonly path: string }) {
    super()
    this.#path = path
  }

  get all(): readonly string[] {
    return this.#words
  }

  /** On disk when it resolves; the value changes only then. Throws BAD_TEXT for what cannot be a word. */
  set(texts: readonly string[]): Promise<void> {
    const words = checkWords(texts)
    return this.#writes.run(async () => {
      await writeSmallFile(this.#path, encodeWords(words))
      this.#words = words
    })
  }

  protected override async open(): Promise<void> {
    this.own(() => this.#writes.idle())
    this.#words = (await readSmallFile(this.#path, readWords)) ?? []
  }
}

/** Each word once, as it is kept. Throws BAD_TEXT for what cannot be a word. */
export function checkWords(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map(checkWord))]
}

export function encodeWords(words: readonly string[]): Uint8Array {
  const writer = new Writer().u8(version).u8(words.length)
  for (const word of words) writer.str8(word)
  return writer.finish()
}

export function readWords(bytes: Uint8Array): Decoded<readonly string[]> {
  return decode(bytes, takeWords, encodeWords)
}

function takeWords(reader: Reader): readonly string[] {
  reader.expect(reader.u8() === version, 'an unknown version of words')
  const count = reader.u8()
  reader.expect(count <= bounds.words, 'more words than are kept')
  return Array.from({ length: count }, () => reader.str8(limits.roomNameCodePoints))
}
