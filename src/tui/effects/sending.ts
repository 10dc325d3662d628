/**
 * Sends what was typed. When the engine ends in between, nobody knows whether the message was stored: its send id is kept
 * until an engine has told, so that it is never sent twice. Owns what is unsure; queues nothing.
 */
import type { Result } from '../../api/methods.js'
import type { RoomHandle } from '../../api/views.js'
import { isHocketError } from '../../errors.js'
import { type Clock, sleep } from '../../lib/clock.js'
import { newSendId } from '../../rpc/send-id.js'
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import type { Action, ActionOf } from '../state/action.js'
import { mentionsAround } from '../state/mention-ranges.js'
import type { Attachment } from './attachment.js'
import { errorText } from './error-text.js'

export interface SendingOptions {
  readonly attachment: Attachment
  readonly clock: Clock
  readonly dispatch: (action: Action) => void
  /** What is done with a text when the engine ends: it comes back into the line, or is asked for again when one is there. */
  readonly whenLost: 'give-back' | 'repeat'
}

/** A text of which nobody knows whether it was stored. */
export interface Unsure {
  readonly handle: RoomHandle
  readonly typed: string
  readonly sendId: string
}

const longestWaitMs = 30_000

export class Sending {
  readonly #options: SendingOptions
  #unsure: readonly Unsure[] = []

  constructor(options: SendingOptions) {
    this.#options = options
  }

  async send(action: ActionOf<'textSent'>): Promise<void> {
    const { handle, typed, text, mentions = [], answer = null } = action
    const known = this.sendIdOf(handle, typed)
    const sendId = known ?? newSendId()
    try {
      await this.#sayOnce(action, sendId)
      this.#unsure = this.#unsure.filter((one) => one.handle !== handle)
    } catch (error) {
      if (isUnsure(error) && known === undefined) this.#unsure = [...this.#unsure, { handle, typed, sendId }]
      this.#options.dispatch({
        type: 'sendFailed',
        handle,
        text: typed,
        mentions: mentionsAround(mentions, typed, text),
        answer,
        problem: this.#problem(error),
      })
    }
  }

  /** Under which name this text may be stored already. */
  sendIdOf(handle: RoomHandle, typed: string): string | undefined {
    return this.#unsure.find((one) => one.handle === handle && one.typed === typed)?.sendId
  }

  /** What an earlier run of the face could not settle. */
  recall(found: readonly Unsure[]): Promise<void> {
    this.#unsure = [...this.#unsure, ...found]
    return this.settle()
  }

  /** Asks what became of what is unsure; to be called whenever an engine was attached. */
  async settle(): Promise<void> {
    for (const one of this.#unsure) {
      try {
        await this.#settleOne(one)
      } catch (error) {
        if (isHocketError(error, 'ENGINE_GONE')) return // the next engine is asked
        if (!isHocketError(error, 'UNKNOWN_ROOM')) throw error
        this.#forget(one) // the room was left: so was what is written in it
      }
    }
  }

  async #settleOne(one: Unsure): Promise<void> {
    const { handle, typed, sendId } = one
    const sent = await this.#options.attachment.call('room.sent', { handle, sendId })
    if (!this.#unsure.includes(one)) return // sent by hand meanwhile
    this.#forget(one)
    if (sent !== null) this.#options.dispatch({ type: 'sendFound', handle, typed })
    else this.#tell(safe`“${sanitizeLine(typed, 40)}” was not sent. It is kept: Enter sends it.`)
  }

  #forget(one: Unsure): void {
    this.#unsure = this.#unsure.filter((other) => other !== one)
  }

  async #sayOnce(action: ActionOf<'textSent'>, sendId: string): Promise<void> {
    try {
      await this.#say(action, sendId)
    } catch (error) {
      const isLost = isHocketError(error, 'ENGINE_GONE') && this.#options.whenLost === 'repeat'
      if (!isLost || !(await this.#isBack())) throw error
      await this.#say(action, sendId)
    }
  }

  #say(action: ActionOf<'textSent'>, sendId: string): Promise<Result<'room.send'>> {
    const { handle, text, format, mentions = [], answer = null } = action
    const { attachment } = this.#options
    const said = { handle, text, sendId, ...(mentions.length > 0 && { mentions }) }
    if (answer?.kind === 'edit') return attachment.call('room.edit', { ...said, id: answer.id })
    const reply = answer === null ? {} : { reply: answer.id }
    return attachment.call('room.send', { ...said, format, ...reply })
  }

  /** True as soon as an engine is attached; false when that takes too long. */
  async #isBack(): Promise<boolean> {
    const { attachment, clock } = this.#options
    const back = new AbortController()
    const off = attachment.attached.on(() => back.abort())
    const closed = attachment.closed
    await sleep(clock, longestWaitMs, AbortSignal.any([back.signal, closed]))
    off()
    return back.signal.aborted && !closed.aborted
  }

  #problem(error: unknown): SafeText {
    return isHocketError(error, 'ENGINE_GONE')
      ? safe`The engine ended while this was being sent. Your text is kept; whether it was stored is looked up when the engine is back.`
      : errorText(error)
  }

  #tell(text: SafeText): void {
    this.#options.dispatch({ type: 'noticed', notice: { level: 'error', text } })
  }
}

/** After these the message may be stored, or be stored later. */
function isUnsure(error: unknown): boolean {
  return isHocketError(error, 'ENGINE_GONE') || isHocketError(error, 'TIMEOUT')
}
