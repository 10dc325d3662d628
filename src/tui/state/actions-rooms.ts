/** Named actions that go from room to room and show the panes beside it. Pure. */
import { safe } from '../../text/sanitize.js'
import { type KeyAction, keyFor } from './key-action.js'

const group = 'rooms'

export const roomActions: readonly KeyAction[] = [
  keyFor(
    {
      name: 'room-next',
      group,
      help: safe`next room`,
      pair: { name: 'room-previous', does: safe`next, previous room` },
    },
    { type: 'roomStepped', by: 1 },
  ),
  keyFor({ name: 'room-previous', group, help: safe`previous room` }, { type: 'roomStepped', by: -1 }),
  ...Array.from({ length: 10 }, (_, index) => roomAction(index)),
  keyFor({ name: 'members', group, help: safe`member list on and off` }, { type: 'membersToggled' }),
]

function roomAction(index: number): KeyAction {
  const first = index === 0 ? { pair: { name: 'room-10', does: safe`room 1…10 of the list` } } : {}
  return {
    name: `room-${index + 1}`,
    group,
    help: safe`room ${index + 1} of the list`,
    ...first,
    run: (state) => {
      const room = state.rooms?.[index]
      return room === undefined ? [] : [{ type: 'roomSelected', handle: room.handle }]
    },
  }
}
