/**
 * Whether a room was left: a small file in its folder, version, then 1 or 0. A room without one is not left, and one that is
 * damaged says nothing: then the room is there again, which loses nothing.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileFault } from '../identity/file-fault.js'
import { type Decoded, decode, type Reader } from '../protocol/reader.js'
import { Writer } from '../protocol/writer.js'
import { readSmallFile, writeSmallFile } from './small-file.js'

const version = 1
type Mark = 'here' | 'left'

/** Whether the room whose folder is `dir` was left. */
export async function isLeft(dir: string): Promise<boolean> {
  return (await readSmallFile(pathOf(dir), readMark)) === 'left'
}

/** On disk when it resolves. */
export async function saveMark(dir: string, mark: Mark): Promise<void> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw fileFault(error, dir)
  }
  await writeSmallFile(pathOf(dir), encodeMark(mark))
}

export function encodeMark(mark: Mark): Uint8Array {
  return new Writer()
    .u8(version)
    .u8(mark === 'left' ? 1 : 0)
    .finish()
}

export function readMark(bytes: Uint8Array): Decoded<Mark> {
  return decode(bytes, takeMark, encodeMark)
}

function takeMark(reader: Reader): Mark {
  reader.expect(reader.u8() === version, 'an unknown version of a mark')
  return reader.u8() === 0 ? 'here' : 'left' // another number is not what encoding gives
}

function pathOf(dir: string): string {
  return join(dir, 'left')
}
