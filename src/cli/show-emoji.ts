/**
 * What a message says, with the emoji that it names, where it is printed as text and its reader takes UTF-8. Facts stay as
 * they were written. The table of emoji is loaded by the first text that seems to name one.
 */
import type { MessageView } from '../api/views.js'
import type { Output } from './output.js'

const mayName = /:[a-z0-9_+-]+:/

export async function showEmoji<T extends MessageView>(out: Output, message: T): Promise<T> {
  const { text, reply } = message
  if (out.json || !out.emoji || message.type !== 'text') return message
  if (!mayName.test(text) && !mayName.test(reply?.text ?? '')) return message
  const { replaceShortcodes } = await import('../text/replace-shortcodes.js')
  const answered =
    reply === null || reply.text === null ? reply : { ...reply, text: replaceShortcodes(reply.text) }
  return { ...message, text: replaceShortcodes(text), reply: answered }
}
