/** The calls for what the person does with a picked message. What they change comes back as part of a page (I2). */
import type { EngineClient } from '../../api/client.js'
import type { Action, ActionOf } from '../state/action.js'

type Job<T extends Action['type']> = (action: ActionOf<T>) => Promise<void> | void

export interface PickingJobs {
  readonly editAsked: Job<'editAsked'>
  readonly reactionSent: Job<'reactionSent'>
  readonly removalSent: Job<'removalSent'>
  readonly infoAsked: Job<'infoAsked'>
  readonly textCopied: Job<'textCopied'>
  readonly linkOpened: Job<'linkOpened'>
}

export function pickingJobs({
  call,
  dispatch,
  copy,
  openLink,
}: {
  readonly call: EngineClient['call']
  readonly dispatch: (action: Action) => void
  readonly copy: (text: string) => void
  readonly openLink: (link: string) => Promise<void>
}): PickingJobs {
  return {
    editAsked: async ({ handle, id }) =>
      dispatch({ type: 'editBegun', handle, message: await call('room.message', { handle, id }) }),
    reactionSent: async ({ handle, id, emoji, on }) => {
      await call('room.react', { handle, id, emoji, on })
    },
    removalSent: async ({ handle, id, reason }) => {
      await call('room.redact', { handle, id, reason })
    },
    infoAsked: async ({ handle, id }) =>
      dispatch({ type: 'infoTold', message: await call('room.message', { handle, id }) }),
    textCopied: ({ text }) => copy(text),
    linkOpened: ({ link }) => openLink(link),
  }
}
