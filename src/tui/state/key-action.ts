/**
 * What a key can do, by a name that a person can bind. A group is where an action belongs in the help; its scope is where
 * the action can be reached: the same chord may do one thing in a dialog and another in the room.
 */
import type { SafeText } from '../../text/sanitize.js'
import type { Action } from './action.js'
import type { EditOp } from './editor.js'
import type { State } from './state.js'

export type KeyGroup = 'rooms' | 'messages' | 'picked' | 'input' | 'edit' | 'dialog' | 'anywhere'
export type KeyScope = 'main' | 'picked' | 'dialog' | 'line' | 'anywhere'

export interface KeyAction {
  readonly name: string
  readonly group: KeyGroup
  readonly help: SafeText
  /** The help shows the keys of both actions in one line that says `does`. */
  readonly pair?: { readonly name: string; readonly does: SafeText }
  /** Where it is not so, the key goes on to the next action that is bound to it. */
  readonly when?: (state: State) => boolean
  /** `digits`: what was typed for each # of the sequence. */
  run(state: State, digits: string): readonly Action[]
}

export const scopeOf: Readonly<Record<KeyGroup, KeyScope>> = {
  rooms: 'main',
  messages: 'main',
  picked: 'picked',
  input: 'main',
  edit: 'line',
  dialog: 'dialog',
  anywhere: 'anywhere',
}

type Described = Pick<KeyAction, 'name' | 'group' | 'help' | 'pair' | 'when'>

/** A key action that is always the same action of the screen. */
export function keyFor(described: Described, action: Action): KeyAction {
  return { ...described, run: () => [action] }
}

export function editAction(edit: EditOp): Action {
  return { type: 'edited', edit }
}
