/** The name that a face gives to one message, so that asking for it twice sends it once. Random; it never leaves this machine. */
import { randomBytes } from 'node:crypto'

/** 64 hex digits. */
export function newSendId(): string {
  return randomBytes(32).toString('hex')
}
