/** All named actions, by their names: what keys can be bound to, and what the help is made from. */
import { anywhereActions } from './actions-anywhere.js'
import { dialogActions } from './actions-dialog.js'
import { editActions } from './actions-edit.js'
import { inputActions } from './actions-input.js'
import { messageActions } from './actions-messages.js'
import { pickedActions } from './actions-picked.js'
import { roomActions } from './actions-rooms.js'
import { typingActions } from './actions-typing.js'
import { viewActions } from './actions-view.js'
import type { KeyAction, KeyGroup } from './key-action.js'

export const keyActions: ReadonlyMap<string, KeyAction> = new Map(
  [
    ...roomActions,
    ...messageActions,
    ...viewActions,
    ...pickedActions,
    ...inputActions,
    ...typingActions,
    ...editActions,
    ...dialogActions,
    ...anywhereActions,
  ].map((action) => [action.name, action]),
)

/** The named actions of a group, in the order of the help. */
export function actionsOfGroup(group: KeyGroup): readonly KeyAction[] {
  return [...keyActions.values()].filter((action) => action.group === group)
}
