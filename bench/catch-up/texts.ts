/** The texts of a room: about 200 bytes of natural vocabulary, and a word in the last message of every author to find it by. */
import { seeded, sentence } from '../support/messages.js'

export function textsOf({ messages, writers }: { messages: number; writers: number }): (i: number) => string {
  const random = seeded(42)
  return (i) =>
    i < messages - writers ? sentence(random) : `${sentence(random)} ${lastWord(messages - 1 - i)}`
}

/** The words to search for; all of them are there when every log is complete. */
export function lastWords(writers: number): readonly string[] {
  return Array.from({ length: writers }, (_, i) => lastWord(i))
}

function lastWord(i: number): string {
  return `zzlast${String(i).padStart(4, '0')}`
}
