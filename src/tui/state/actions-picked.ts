/** Named actions of the message cursor: going to a message, and what can be done with the one that is picked. Pure. */

import { findLinks } from '../../text/links.js'
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import type { Action } from './action.js'
import { type KeyAction, keyFor } from './key-action.js'
import type { MessageModel } from './models.js'
import { isPickable, pickedMessage, quoteOf } from './picked.js'
import { reactOverlay, removeOverlay } from './picked-dialogs.js'
import { usedReactions } from './reactions.js'
import { selectInput, selectOverlay, selectRoom, selectScreen } from './selectors.js'
import type { State } from './state.js'

const group = 'picked'

/** Something to do with a message: whether it can be done, and how. */
interface Deed {
  readonly name: string
  readonly help: SafeText
  readonly fits: (message: MessageModel, state: State) => boolean
  readonly does: (message: MessageModel, state: State) => readonly Action[]
}

const deeds: readonly Deed[] = [
  {
    name: 'picked-reply',
    help: safe`reply`,
    fits: isAnswerable,
    does: (message) => [{ type: 'replyBegun', message: quoteOf(message) }],
  },
  {
    name: 'picked-edit',
    help: safe`edit your message`,
    fits: isOurs,
    does: (message, state) => [{ type: 'editAsked', handle: handleOf(state), id: message.id }],
  },
  { name: 'picked-react', help: safe`react`, fits: isAnswerable, does: react },
  {
    name: 'picked-copy',
    help: safe`copy the text`,
    fits: hasText,
    does: ({ text }) => [
      { type: 'textCopied', text, told: safe`The text was given to the terminal's clipboard.` },
    ],
  },
  {
    name: 'picked-fold',
    help: safe`long text whole, or cut`,
    fits: () => true, // the menu knows, from the timeline, whether there is anything to unfold
    does: ({ id }) => [{ type: 'foldToggled', id }],
  },
  { name: 'picked-open', help: safe`open a link`, fits: hasLink, does: openLinks },
  {
    name: 'picked-info',
    help: safe`all about it`,
    fits: () => true,
    does: (message, state) => [{ type: 'infoAsked', handle: handleOf(state), id: message.id }],
  },
  { name: 'picked-delete', help: safe`delete it`, fits: isRemovable, does: remove },
]

export const pickedActions: readonly KeyAction[] = [
  keyFor(
    {
      name: 'pick-older',
      group: 'messages',
      help: safe`pick a message, the one above`,
      pair: { name: 'pick-newer', does: safe`pick a message` },
    },
    { type: 'pickStepped', by: -1 },
  ),
  keyFor(
    { name: 'pick-newer', group: 'messages', help: safe`the message below` },
    { type: 'pickStepped', by: 1 },
  ),
  keyFor(
    {
      name: 'picked-older',
      group,
      help: safe`the message above`,
      pair: { name: 'picked-newer', does: safe`the message above, below` },
    },
    { type: 'pickStepped', by: -1 },
  ),
  keyFor({ name: 'picked-newer', group, help: safe`the message below` }, { type: 'pickStepped', by: 1 }),
  ...deeds.map(({ name, help }): KeyAction => ({ name, group, help, run: (state) => doNamed(name, state) })),
  { name: 'picked-menu', group, help: safe`all that can be done with it`, when: isNoMenu, run: openMenu },
  keyFor({ name: 'picked-leave', group, help: safe`back to the line`, when: isNoMenu }, { type: 'pickLeft' }),
  {
    name: 'menu-enter',
    group: 'dialog',
    help: safe`do what is selected`,
    when: (state) => !isNoMenu(state),
    run: enterMenu,
  },
  { name: 'edit-newest', group: 'messages', help: safe`edit your newest message`, run: editNewest },
  keyFor(
    {
      name: 'answer-drop',
      group: 'input',
      help: safe`answer nothing, edit nothing`,
      when: (state) => selectInput(state).answer !== null,
    },
    { type: 'answerDropped' },
  ),
]

/** The names of what cannot be done with the picked message, with spaces between. */
export function impossibleDeeds(state: State): string {
  const message = pickedMessage(state)
  if (message === undefined) return ''
  return deeds
    .filter(({ fits }) => !fits(message, state))
    .map(({ name }) => name)
    .join(' ')
}

/** Does something with the picked message, or says why that cannot be done; closes the menu that it was chosen from. */
function doNamed(name: string, state: State): readonly Action[] {
  const message = pickedMessage(state)
  const deed = deeds.find((known) => known.name === name)
  if (message === undefined || deed === undefined) return [{ type: 'pickLeft' }]
  const closed: readonly Action[] = isNoMenu(state) ? [] : [{ type: 'overlayClosed' }]
  return [
    ...closed,
    ...(deed.fits(message, state) ? deed.does(message, state) : [refusal(deed, message, state)]),
  ]
}

function refusal({ name }: Deed, message: MessageModel, state: State): Action {
  const isReading = name === 'picked-copy' || name === 'picked-open'
  const text =
    message.removed !== null
      ? safe`That message was removed.`
      : !isReading && !mayWrite(state)
        ? safe`You may read this room but not write in it. Ask a member for a link that lets you write.`
        : name === 'picked-edit'
          ? safe`Only who wrote a message can edit it.`
          : name === 'picked-delete'
            ? safe`Only who wrote a message, and the creator of the room, can delete it.`
            : name === 'picked-open'
              ? safe`There is no link in that message.`
              : safe`That cannot be done with this message.`
  return { type: 'noticed', notice: { level: 'error', text } }
}

function openMenu(state: State): readonly Action[] {
  const message = pickedMessage(state)
  if (message === undefined) return [{ type: 'pickLeft' }]
  const entries = deeds
    .filter((deed) => deed.fits(message, state))
    .map((deed) => ({ name: deed.name, does: deed.help }))
  return [{ type: 'menuOpened', entries }]
}

function enterMenu(state: State): readonly Action[] {
  const overlay = selectOverlay(state)
  const entry = overlay?.kind === 'menu' ? overlay.entries[overlay.selected] : undefined
  return entry === undefined ? [{ type: 'overlayClosed' }] : doNamed(entry.name, state)
}

function editNewest(state: State): readonly Action[] {
  const { window } = selectScreen(state)
  const { answer } = selectInput(state)
  const message = window?.messages.findLast((one) => isPickable(one) && isOurs(one, state))
  const text = safe`There is no message of yours to edit in what is shown here: nothing was changed.`
  if (message === undefined) return [{ type: 'noticed', notice: { level: 'info', text } }]
  if (answer?.kind === 'edit' && answer.id === message.id) return [] // what was changed already stays
  return [{ type: 'editAsked', handle: handleOf(state), id: message.id }]
}

function react(message: MessageModel, state: State): readonly Action[] {
  const mine = message.reactions.filter((reaction) => reaction.mine).map(({ emoji }) => emoji)
  const used = usedReactions(selectScreen(state).window?.messages ?? [])
  const overlay = reactOverlay({ handle: handleOf(state), id: message.id, mine, used })
  return [{ type: 'overlayOpened', overlay }]
}

function remove(message: MessageModel, state: State): readonly Action[] {
  const { id, nick, text } = quoteOf(message)
  return [{ type: 'overlayOpened', overlay: removeOverlay({ handle: handleOf(state), id, nick, text }) }]
}

function openLinks({ text }: MessageModel): readonly Action[] {
  const links = [...new Set(findLinks(text).map(({ start, end }) => sanitizeLine(text.slice(start, end))))]
  return [{ type: 'overlayOpened', overlay: { kind: 'links', links, selected: 0 } }]
}

function isAnswerable({ removed }: MessageModel, state: State): boolean {
  return removed === null && mayWrite(state)
}

function hasText({ removed }: MessageModel): boolean {
  return removed === null
}

function isOurs({ mine, removed }: MessageModel, state: State): boolean {
  return mine && removed === null && mayWrite(state)
}

function mayWrite(state: State): boolean {
  return selectRoom(state)?.access !== 'read'
}

function isRemovable(message: MessageModel, state: State): boolean {
  const me = selectScreen(state).members.find((member) => member.me)
  return message.removed === null && mayWrite(state) && (message.mine || me?.creator === true)
}

function hasLink({ text, removed }: MessageModel): boolean {
  return removed === null && findLinks(text).length > 0
}

function isNoMenu(state: State): boolean {
  return selectOverlay(state)?.kind !== 'menu'
}

function handleOf(state: State): string {
  return selectRoom(state)?.handle ?? ''
}
