/**
 * The line as an answer to a message, or as another text for one of our own. Cancelling an edit gives back what had been
 * written before it. Pure.
 */
import type { Answer } from './answer.js'
import { edit, emptyEditor } from './editor.js'
import { enteredInput, type Input } from './input.js'
import type { MentionRange } from './mention-ranges.js'

/** The line, which will answer `message`; what was typed stays. */
export function replyingInput(input: Input, message: Omit<Answer, 'kind' | 'before'>): Input {
  return { ...withoutAnswer(input), answer: { ...message, kind: 'reply', before: null } }
}

/** The line with the text of `message`, whose text it will replace. */
export function editingInput(
  input: Input,
  message: Omit<Answer, 'kind' | 'before'>,
  said: { readonly text: string; readonly mentions: readonly MentionRange[] },
): Input {
  const { editor: before } = withoutAnswer(input)
  const slash = needsSlash(said.text) ? '/' : ''
  const editor = edit(emptyEditor, { op: 'set', text: slash + said.text })
  const mentions = said.mentions.map(({ author, start, end }) => ({
    author,
    start: start + slash.length,
    end: end + slash.length,
  }))
  return { ...input, editor: { ...editor, mentions }, answer: { ...message, kind: 'edit', before } }
}

/** The line as it was before it became an answer. */
export function withoutAnswer(input: Input): Input {
  if (input.answer === null) return input
  const { before } = input.answer
  return { ...input, answer: null, editor: before ?? input.editor }
}

/** The line after its answer went out: what stood in it before an edit is there again. */
export function answeredInput(input: Input, answer: Answer | null): Input {
  return answer?.before ? { ...input, editor: answer.before } : input
}

/** A text that could not be sent is the answer again that it was, when it came back into the line. */
export function returnedAnswer(
  input: Input,
  { text, answer }: { readonly text: string; readonly answer: Answer | null },
): Input {
  return input.editor.text === text && input.answer === null ? { ...input, answer } : input
}

/** The line without a text that was sent after all, if that is what stands in it. */
export function foundInput(input: Input, typed: string): Input {
  return input.editor.text === typed ? answeredInput(enteredInput(input, typed), input.answer) : input
}

/** A first slash that the person did not type for a command is doubled, as it is when it is typed. */
function needsSlash(text: string): boolean {
  return text.startsWith('//') || (text.startsWith('/') && !text.includes('\n'))
}
