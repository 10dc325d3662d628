/** What the wheel and a click do. Pure. */
import type { MouseKey } from '../term/key.js'
import type { Action } from './action.js'
import { layoutOf } from './layout.js'
import { roomAt } from './room-list.js'
import { selectOverlay } from './selectors.js'
import type { State } from './state.js'

const wheelLines = 3

/** The wheel scrolls what has the keyboard; a click opens a room, or closes a dialog that it is not on. */
export function actionsForMouse(state: State, mouse: MouseKey): readonly Action[] {
  switch (mouse.does) {
    case 'wheel-up':
      return scroll(state, -wheelLines)
    case 'wheel-down':
      return scroll(state, wheelLines)
    case 'press':
      return mouse.button === 0 ? click(state, mouse) : []
    case 'release':
      return []
  }
}

function scroll(state: State, by: number): readonly Action[] {
  if (selectOverlay(state) !== undefined) return [{ type: 'overlayStepped', by }]
  return [{ type: 'scrolled', unit: 'line', by }]
}

function click(state: State, { x, y }: MouseKey): readonly Action[] {
  const { overlay } = layoutOf(state)
  if (overlay !== null) {
    const isInside =
      x >= overlay.x && x < overlay.x + overlay.width && y >= overlay.y && y < overlay.y + overlay.height
    return isInside ? [] : [{ type: 'overlayClosed' }]
  }
  const room = roomAt(state, x, y)
  return room === undefined ? [] : [{ type: 'roomSelected', handle: room.handle }]
}
