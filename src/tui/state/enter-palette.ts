/** What Enter and Tab do in the switcher. Pure. */
import type { Action } from './action.js'
import { enterLine } from './enter-line.js'
import { editAction } from './key-action.js'
import { type PaletteItem, paletteHits } from './palette.js'
import { selectInput } from './selectors.js'
import type { OverlayOf, State } from './state.js'

const close: Action = { type: 'overlayClosed' }

/** Goes to the room, names the person, runs the command; one that needs something is put into the line. */
export function enterPalette(state: State, overlay: OverlayOf<'palette'>): readonly Action[] {
  const item = selectedItem(state, overlay)
  if (item === undefined) return []
  switch (item.kind) {
    case 'room':
      return [close, { type: 'roomSelected', handle: item.room.handle }]
    case 'person':
      return [close, mention(state, item)]
    case 'command': {
      const needsMore = / [^[]/.test(item.command.usage)
      return needsMore ? fillIn(state, item) : [close, ...enterLine(state, item.text).filter(isNoText)]
    }
  }
}

/** Puts the selected into a line: a room into that of the switcher, the rest into that of the room. */
export function fillPalette(state: State, overlay: OverlayOf<'palette'>): readonly Action[] {
  const item = selectedItem(state, overlay)
  if (item === undefined) return []
  if (item.kind === 'room') return [editAction({ op: 'set', text: item.text })]
  return item.kind === 'person' ? [close, mention(state, item)] : fillIn(state, item)
}

function selectedItem(state: State, overlay: OverlayOf<'palette'>): PaletteItem | undefined {
  return paletteHits(state, overlay.editor.text)[overlay.selected]?.item
}

/** What stands in the line is not thrown away for a command that needs more: it goes behind the name. */
function fillIn(state: State, item: PaletteItem): readonly Action[] {
  const { text } = selectInput(state).editor
  const kept = text.startsWith('/') ? '' : text
  return [close, editAction({ op: 'set', text: `${item.text} ${kept}` })]
}

/** A person is named by key, whatever the nick becomes. */
function mention(state: State, { member }: Extract<PaletteItem, { kind: 'person' }>): Action {
  const { cursor, text } = selectInput(state).editor
  const before = text === '' || /\s$/.test(text.slice(0, cursor)) ? '' : ' '
  const name = text === '' ? `${member.nick}: ` : `@${member.nick} `
  const length = text === '' ? member.nick.length : member.nick.length + 1
  if (before !== '')
    return editAction({ op: 'replace', start: cursor, end: cursor, text: `${before}${name}` })
  const author = { author: member.author, length }
  return editAction({ op: 'replace', start: cursor, end: cursor, text: name, mention: author })
}

/** The line of the room was not what was entered: it stays. */
function isNoText(action: Action): boolean {
  return action.type !== 'commandEntered'
}
