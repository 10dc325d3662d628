/**
 * Asks the terminal how light its background is (OSC 11), so that the colours of people can be read on it. Nothing waits for
 * the answer: until it comes, or when it never comes, the colours are those that do on both.
 */
import type { Store } from './state/store.js'
import { backgroundLight, type Environment } from './term/capabilities.js'
import type { Keyboard } from './term/keyboard.js'

const askBackground = '\x1b]11;?\x1b\\'
/** As light as this, black on it can be read as well as white. */
const middle = 0.18

export interface BackgroundOptions {
  readonly store: Store
  readonly keyboard: Keyboard
  readonly env: Environment
  /** Writes a control sequence to the terminal. */
  send(sequence: string): void
}

export function connectBackground({ store, keyboard, env, send }: BackgroundOptions): void {
  keyboard.keys.on((key) => {
    const light = key.kind === 'reply' ? backgroundLight(key.bytes) : undefined
    if (light !== undefined)
      store.dispatch({ type: 'backgroundTold', background: light > middle ? 'light' : 'dark' })
  })
  // the Linux console would print a part of the question
  if (env.TERM !== 'linux' && store.state.look.theme.level !== 'mono') send(askBackground)
}
