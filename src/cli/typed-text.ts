/** The text of a message: what stands on the command line, or standard input when nothing or "-" does. */
import type { Io } from './io.js'
import { checkMessage, readMessage } from './read-message.js'

/** Throws BAD_TEXT for what cannot be sent. */
export async function typedText(io: Io, typed: readonly string[]): Promise<string> {
  const isPiped = typed.length === 0 || (typed.length === 1 && typed[0] === '-')
  if (!isPiped) return checkMessage(typed.join(' '))
  if (io.stdin.isTTY === true)
    io.stderr.write('hocket: write the message, and end it with Ctrl-D on a line of its own.\n')
  return readMessage(io.stdin)
}
