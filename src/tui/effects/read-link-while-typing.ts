/**
 * Asks what a link grants when it was not changed for a moment, so that the dialog that joins can say so before Enter. Says
 * nothing of an engine that went away: what stands there is read when one is there again.
 */
import type { EngineClient } from '../../api/client.js'
import { isHocketError } from '../../errors.js'
import type { Clock } from '../../lib/clock.js'
import { longestLinkLength, tooLongForLink } from '../state/link-size.js'
import { selectTypedLink } from '../state/selectors.js'
import type { State } from '../state/state.js'
import type { Store } from '../state/store.js'
import { errorText } from './error-text.js'
import { whenTyped } from './when-typed.js'

/** A paste is answered before the eye has found the line. */
const pauseMs = 100

/** Begins to watch; returns what stops it. */
export function readLinkWhileTyping(store: Store, call: EngineClient['call'], clock: Clock): () => void {
  return whenTyped({ store, clock, pauseMs, typed: linkOf, act: (text) => void read(text) })

  async function read(text: string): Promise<void> {
    if (text.length > longestLinkLength) {
      store.dispatch({ type: 'linkRefused', text, problem: tooLongForLink })
      return
    }
    try {
      store.dispatch({ type: 'linkRead', text, view: await call('link.read', { link: text }) })
    } catch (error) {
      if (!isHocketError(error, 'ENGINE_GONE'))
        store.dispatch({ type: 'linkRefused', text, problem: errorText(error) })
    }
  }
}

/** What there is to ask about, while there is an engine to answer. */
function linkOf(state: State): string | undefined {
  const text = state.engine === 'up' ? selectTypedLink(state) : undefined
  return text === '' ? undefined : text
}
