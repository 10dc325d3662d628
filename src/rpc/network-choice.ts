/** What the command line says about the network, and how it becomes the engine's bootstrap list or a child's arguments. */
import type { NetView } from '../api/views.js'
import { type Bootstrap, formatAddress, parseBootstrap } from '../network/bootstrap.js'

export type NetworkChoice =
  | { readonly kind: 'default' } // nothing was said: the public DHT for a new engine, whatever it has for a running one
  | { readonly kind: 'offline' }
  | { readonly kind: 'bootstrap'; readonly text: string }

/** An empty list means no network at all. Throws BAD_BOOTSTRAP. */
export function engineBootstrap(choice: NetworkChoice): Bootstrap {
  if (choice.kind === 'default') return 'public'
  return choice.kind === 'offline' ? [] : parseBootstrap(choice.text)
}

/** The arguments that give a child engine the same choice. */
export function networkArguments(choice: NetworkChoice): readonly string[] {
  if (choice.kind === 'default') return []
  return choice.kind === 'offline' ? ['--offline'] : ['--bootstrap', choice.text]
}

/** A sentence when the running engine uses another network than was asked for, else undefined. */
export function networkMismatch(choice: NetworkChoice, running: NetView): string | undefined {
  if (choice.kind === 'default') return undefined
  const wanted = choice.kind === 'offline' ? 'offline' : addresses(choice.text)
  const actual =
    running.mode === 'private' || running.mode === 'local'
      ? addresses(running.bootstrap.join(','))
      : running.mode
  if (wanted === actual) return undefined
  return `An engine runs already on this profile, and its network is "${actual}", not "${wanted}". It stays as it is; "hocket stop" first to change that.`
}

function addresses(text: string): string {
  return parseBootstrap(text).map(formatAddress).sort().join(',')
}
