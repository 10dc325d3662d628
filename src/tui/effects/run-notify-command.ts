/**
 * Runs the program that the person chose for telling of messages. Never through a shell, and nothing that somebody wrote can
 * become an option of it or markup: `{title}` and `{body}` are whole arguments; without them both are added at the end.
 */
import { execFile } from 'node:child_process'
import type { SafeText } from '../../text/sanitize.js'
import type { Note } from '../term/osc.js'

const timeoutMs = 10_000

/** The arguments behind the program; undefined when no program is named. */
export function notifyArguments(
  [program, ...fixed]: readonly string[],
  { title, body }: Note,
): readonly [program: string, args: readonly string[]] | undefined {
  if (program === undefined) return undefined
  const [shownTitle, shownBody] = [argument(title), argument(body)]
  const args = fixed.map((part) => (part === '{title}' ? shownTitle : part === '{body}' ? shownBody : part))
  const isPlaced = fixed.includes('{title}') || fixed.includes('{body}')
  return [program, isPlaced ? args : [...args, shownTitle, shownBody]]
}

/** `report` gets a failure: no program is named, it is not there, or it ends with an error. */
export function runNotifyCommand(
  command: readonly string[],
  note: Note,
  report: (error: Error) => void,
): void {
  const call = notifyArguments(command, note)
  if (call === undefined) return report(new Error('notify_command names no program.'))
  const [program, args] = call
  const child = execFile(program, [...args], { timeout: timeoutMs }, (error) => {
    if (error !== null) report(error)
  })
  child.unref()
}

/** A leading "-" would make it an option; some notification services read tags and entities. */
function argument(text: SafeText): string {
  const plain = text
    .replace(/[\x00-\x1f\x7f-\x9f]/g, ' ')
    .replace(/</g, '‹')
    .replace(/>/g, '›')
    .replace(/&/g, '＆')
  return plain.startsWith('-') ? ` ${plain}` : plain
}
