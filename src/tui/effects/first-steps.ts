/**
 * What the dialog of the first start asks for: a nickname, then a room, the demo, or an identity that one has already.
 * Owns the demo that it has started.
 */
import { HocketError } from '../../errors.js'
import type { Action, ActionOf } from '../state/action.js'
import { openPrompt } from '../state/overlays.js'
import type { Attachment, Connect } from './attachment.js'
import type { DemoRoom } from './demo-room.js'

/**
 * Checks the recovery words of an identity. What it resolves with makes the profile a new device of it and attaches to an
 * engine that has it. Both reject with why not, and nothing was changed then.
 */
export type Restore = (words: string) => Promise<Connect>

export interface FirstStepsOptions {
  readonly attachment: Attachment
  readonly dispatch: (action: Action) => void
  readonly startDemo: (nick: string) => Promise<DemoRoom>
  /** Left out where the identity is not the person's own, as in the demo. */
  readonly restore?: Restore
  /** Joins by a link and shows the room. */
  readonly join: (link: string) => Promise<void>
}

export class FirstSteps {
  readonly #options: FirstStepsOptions
  #demo: Promise<DemoRoom> | undefined

  constructor(options: FirstStepsOptions) {
    this.#options = options
  }

  /** Ends the demo, if there is one. */
  async stop(): Promise<void> {
    const demo = await this.#demo?.catch(() => undefined) // its failure was shown when it happened
    await demo?.stop()
  }

  async leaveWelcome({ nick, choice }: ActionOf<'welcomeEntered'>): Promise<void> {
    const { attachment, dispatch } = this.#options
    dispatch({ type: 'mePulled', me: await attachment.call('me.nick', { nick }) })
    if (choice === 'demo') return await this.#startDemo(nick)
    dispatch(openPrompt(choice))
  }

  async restore({ words }: ActionOf<'wordsEntered'>): Promise<void> {
    const { attachment, dispatch, restore } = this.#options
    if (restore === undefined)
      throw new HocketError('USAGE', 'Here is no identity of your own. Start hocket without "demo".')
    await attachment.renew(await restore(words))
    dispatch({ type: 'identityRestored', me: await attachment.call('me.nick', {}) })
  }

  async #startDemo(nick: string): Promise<void> {
    const { attachment, dispatch, startDemo, join } = this.#options
    this.#demo ??= startDemo(nick)
    const demo = await this.#demo.catch((error: unknown) => {
      this.#demo = undefined
      throw error
    })
    dispatch({ type: 'demoEntered' })
    await attachment.use(demo.client, demo.connect)
    await join(demo.link)
  }
}
