/** Named actions that go from room to room and show the panes beside it. Pure. */
import { safe } from '../../text/sanitize.js'
import type { Action } from './action.js'
import { type KeyAction, keyFor } from './key-action.js'
import type { RoomModel } from './models.js'
import { nextActivity } from './next-activity.js'
import { openPalette } from './overlays.js'
import { roomsFromCols } from './pane-widths.js'
import { selectRoom } from './selectors.js'
import type { State } from './state.js'
import { lastVisited } from './visited.js'

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
  {
    name: 'room-number',
    group,
    help: safe`room by its number`,
    run: (state, digits) => enter(state.rooms?.find((room) => room.number === Number(digits))),
  },
  {
    name: 'room-activity',
    group,
    help: safe`next activity, mentions first`,
    run: (state) => enter(nextActivity(state.rooms ?? [], selectRoom(state))),
  },
  {
    name: 'room-last',
    group,
    help: safe`the room before`,
    run: (state) => enter(selectRoom(state, lastVisited(state.visited) ?? null)),
  },
  keyFor(
    {
      name: 'room-back',
      group,
      help: safe`back in the visited rooms`,
      pair: { name: 'room-forward', does: safe`visited: back, forward` },
    },
    { type: 'roomRevisited', by: -1 },
  ),
  keyFor(
    { name: 'room-forward', group, help: safe`forward in the visited rooms` },
    { type: 'roomRevisited', by: 1 },
  ),
  keyFor({ name: 'switcher', group, help: safe`switcher: rooms, people, commands` }, openPalette('')),
  keyFor({ name: 'all-read', group, help: safe`read everything everywhere` }, { type: 'allRead' }),
  keyFor({ name: 'members', group, help: safe`member list on and off` }, { type: 'membersToggled' }),
  { name: 'rooms', group, help: safe`room list on and off`, run: toggleRooms },
  keyFor({ name: 'bare', group, help: safe`messages only, for copying` }, { type: 'bareToggled' }),
]

/** Where there is no place for the list, the switcher shows the rooms. */
function toggleRooms({ size }: State): readonly Action[] {
  return size.cols < roomsFromCols ? [openPalette('#')] : [{ type: 'roomsToggled' }]
}

function enter(room: RoomModel | undefined): readonly Action[] {
  return room === undefined ? [] : [{ type: 'roomSelected', handle: room.handle }]
}

function roomAction(index: number): KeyAction {
  const first = index === 0 ? { pair: { name: 'room-10', does: safe`room 1…10 of the list` } } : {}
  return {
    name: `room-${index + 1}`,
    group,
    help: safe`room ${index + 1} of the list`,
    ...first,
    run: (state) => enter(state.rooms?.[index]),
  }
}
