/** What an engine in memory remembers of sends by their id; and its death in the middle of one, when a test wants it. */
import type { Params, Result } from '../../src/api/methods.js'
import { HocketError } from '../../src/errors.js'

type Send = (params: Params<'room.send'>) => Result<'room.send'>

export class SentBook {
  /** The engine dies at the next send, before or after it stored the message. */
  dying: 'before' | 'after' | null = null
  readonly #sent = new Map<string, Result<'room.send'>>()

  find(sendId: string): Result<'room.sent'> {
    return this.#sent.get(sendId) ?? null
  }

  once(params: Params<'room.send'>, { send, die }: { readonly send: Send; readonly die: () => void }) {
    const { dying } = this
    this.dying = null
    const { sendId = '' } = params
    const result = this.find(sendId) ?? (dying === 'before' ? null : send(params))
    if (result !== null && sendId !== '') this.#sent.set(sendId, result)
    if (dying === null && result !== null) return result
    die()
    throw new HocketError('ENGINE_GONE', 'The engine ended.')
  }
}
