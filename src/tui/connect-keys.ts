/**
 * From what the terminal sent to actions: keys by the keymap, Escape as Meta, pastes, the mouse, focus, and the terminal's
 * own answers. Owns which modes of keyboard and mouse the terminal is asked for.
 */
import type { Clock } from '../lib/clock.js'
import type { Action } from './state/action.js'
import { EscapePrefix } from './state/escape-prefix.js'
import { actionsForChord, actionsForText, lettersAreKeys } from './state/keymap.js'
import { actionsForMouse } from './state/mouse.js'
import { actionsForPaste } from './state/paste.js'
import type { State } from './state/state.js'
import type { Store } from './state/store.js'
import { chordOf, type Key } from './term/key.js'
import type { Keyboard } from './term/keyboard.js'
import { KeyboardProtocol } from './term/keyboard-protocol.js'
import { mouseOff, mouseOn, repairScreen } from './term/modes.js'

export interface KeyConnection {
  /** The terminal was taken anew, with the modes it has by itself. */
  entered(): void
}

export interface KeyOptions {
  readonly store: Store
  readonly keyboard: Keyboard
  readonly clock: Clock
  /** Writes a control sequence to the terminal. */
  send(sequence: string): void
}

export function connectKeys({ store, keyboard, clock, send }: KeyOptions): KeyConnection {
  const prefix = new EscapePrefix()
  const protocol = new KeyboardProtocol()
  keyboard.keys.on(press)
  store.on(({ action, before, after }) => {
    if (action.type === 'repainted') send(wantsMouse(after) ? repairScreen + mouseOn : repairScreen)
    if (wantsMouse(before) !== wantsMouse(after)) send(wantsMouse(after) ? mouseOn : mouseOff)
  })
  return { entered }

  function entered(): void {
    protocol.reset()
    if (wantsMouse(store.state)) send(mouseOn)
  }

  function press(key: Key): void {
    if (key.kind === 'focus') return store.dispatch({ type: 'focusChanged', focused: key.focused })
    if (key.kind === 'reply') return answer(key.bytes)
    const { state } = store
    const prefixed = prefix.actionsFor(state, key, clock.now())
    if (prefixed === undefined && key.kind === 'text' && lettersAreKeys(state)) pressEach(key.text)
    else dispatchAll(prefixed ?? actionsOf(key))
    if (key.kind === 'key' && chordOf(key) === 'escape') prefix.pressed(clock.now(), state, store.state)
  }

  function actionsOf(key: Exclude<Key, { kind: 'focus' | 'reply' }>): readonly Action[] {
    switch (key.kind) {
      case 'key':
        return actionsForChord(store.state, chordOf(key))
      case 'paste':
        return actionsForPaste(store.state, key.text, key.unmarked === true ? 'kept' : 'dropped')
      case 'text':
        return actionsForText(store.state, key.text)
      case 'mouse':
        return actionsForMouse(store.state, key)
    }
  }

  /** Letters that came together are keys one after the other: what the first does decides what the next is. */
  function pressEach(letters: string): void {
    for (const letter of letters) dispatchAll(actionsForText(store.state, letter))
  }

  /** What a terminal answers is never typed. */
  function answer(bytes: string): void {
    const sequence = protocol.answer(bytes)
    if (sequence !== undefined) send(sequence)
  }

  function dispatchAll(actions: readonly Action[]): void {
    for (const action of actions) store.dispatch(action)
  }
}

/** In the bare view the terminal itself selects text. */
function wantsMouse({ mouse, bare }: State): boolean {
  return mouse && !bare
}
