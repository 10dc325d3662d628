/**
 * The text of a message from standard input: bounded, UTF-8, no binary. It is read completely and checked before
 * anything is sent, so a refused input sends nothing.
 */
import type { Readable } from 'node:stream'
import { bounds } from '../api/bounds.js'
import { HocketError } from '../errors.js'

// Everything below the space but tab, line feed, carriage return and escape (coloured output of other programs).
const binary = /[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f]/

/** Reads to the end; one final line break is not part of the message. Throws BAD_TEXT. */
export async function readMessage(stdin: Readable): Promise<string> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of stdin) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer)
    sizeBytes += bytes.length
    chunks.push(bytes)
    if (sizeBytes > bounds.textBytes + 2) throw tooLong()
  }
  return checkMessage(decode(Buffer.concat(chunks)).replace(/\r?\n$/, ''))
}

/** `text` if it can be sent. Throws BAD_TEXT. */
export function checkMessage(text: string): string {
  if (text.trim() === '') throw new HocketError('BAD_TEXT', 'There is no text to send. Nothing was sent.')
  if (Buffer.byteLength(text) > bounds.textBytes) throw tooLong()
  if (binary.test(text)) throw new HocketError('BAD_TEXT', 'The text holds binary bytes. Nothing was sent.')
  return text
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new HocketError('BAD_TEXT', 'Standard input is not UTF-8 text. Nothing was sent.', { cause: error })
  }
}

function tooLong(): HocketError {
  return new HocketError(
    'BAD_TEXT',
    `A message can hold ${bounds.textBytes} bytes; this one is longer. Nothing was sent.`,
  )
}
