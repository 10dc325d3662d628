/** What a slash command is, and what commands say when they cannot do what was asked. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import type { Action } from './action.js'
import type { ArgumentKind } from './completion/argument-kind.js'
import type { State } from './state.js'

export type CommandGroup = 'rooms' | 'messages' | 'people' | 'hocket'

export interface Command {
  readonly name: string
  /** Other names of the same. */
  readonly aliases?: readonly string[]
  readonly group: CommandGroup
  readonly usage: SafeText
  readonly help: SafeText
  readonly example: SafeText
  readonly arguments: readonly ArgumentKind[]
  /** Changes nothing: a beginning of its name that fits no other command is enough. */
  readonly reads?: true
  /** The actions for what was typed behind the name, or a sentence that says what is wrong. */
  run(rest: string, state: State, commands: readonly Command[]): readonly Action[] | SafeText
}

export const noRoom = safe`There is no room here yet: nothing was done. Use /create or /join first.`

export function tell(text: SafeText): Action {
  return { type: 'noticed', notice: { level: 'info', text } }
}

export function fail(text: SafeText): Action {
  return { type: 'noticed', notice: { level: 'error', text } }
}

/** The first word, and the rest without the space between. */
export function firstWord(rest: string): readonly [word: string, rest: string] {
  const [, word = '', others = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest) ?? []
  return [word, others]
}
