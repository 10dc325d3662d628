/**
 * A small file that is replaced whole and read back strictly. One that is damaged is put aside under another name, never
 * overwritten.
 */
import { rename } from 'node:fs/promises'
import b4a from 'b4a'
import { fileFault } from '../identity/file-fault.js'
import { readIfThere } from '../lib/read-if-there.js'
import { replaceFile } from '../lib/replace-file.js'
import type { Decoded } from '../protocol/reader.js'

/** What is in the file; undefined when there is none, or none that can be read. */
export async function readSmallFile<T>(
  path: string,
  parse: (bytes: Uint8Array) => Decoded<T>,
): Promise<T | undefined> {
  const bytes = await readIfThere(path)
  if (bytes === undefined) return undefined
  const parsed = parse(b4a.from(bytes))
  if (parsed.ok) return parsed.value
  await rename(path, `${path}.damaged`)
  return undefined
}

/** On disk when it resolves. */
export async function writeSmallFile(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await replaceFile(path, bytes)
  } catch (error) {
    throw fileFault(error, path)
  }
}
