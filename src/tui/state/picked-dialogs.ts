/** What the keys do in the dialogs about one message. Pure. */
import type { Action } from './action.js'
import { emptyEditor } from './editor.js'
import type { PickedOverlay } from './picked-overlay.js'
import { type Choice, reactionChoices } from './reactions.js'
import { wrapped } from './wrapped.js'

type Of<K extends PickedOverlay['kind']> = Extract<PickedOverlay, { kind: K }>

export function choicesOf({ editor, used }: Of<'react'>): readonly Choice[] {
  return reactionChoices(editor.text, used)
}

/** Up and down. */
export function stepPicked(overlay: PickedOverlay, by: number): PickedOverlay {
  switch (overlay.kind) {
    case 'react':
      return { ...overlay, selected: wrapped(overlay.selected + by, choicesOf(overlay).length) }
    case 'links':
      return { ...overlay, selected: wrapped(overlay.selected + by, overlay.links.length) }
    case 'menu':
      return { ...overlay, selected: wrapped(overlay.selected + by, overlay.entries.length) }
    default:
      return overlay
  }
}

/** Enter. */
export function enterPicked(overlay: PickedOverlay): readonly Action[] {
  const closed: Action = { type: 'overlayClosed' }
  switch (overlay.kind) {
    case 'react': {
      const { handle, id, mine } = overlay
      const chosen = choicesOf(overlay)[overlay.selected]
      if (chosen === undefined) return []
      const { emoji } = chosen
      return [closed, { type: 'reactionSent', handle, id, emoji, on: !mine.includes(emoji) }]
    }
    case 'remove': {
      const { handle, id, editor } = overlay
      return [closed, { type: 'removalSent', handle, id, reason: editor.text.trim() }]
    }
    case 'links': {
      const link = overlay.links[overlay.selected]
      return link === undefined ? [closed] : [closed, { type: 'linkOpened', link }]
    }
    default:
      return [closed]
  }
}

export function reactOverlay(some: Omit<Of<'react'>, 'kind' | 'editor' | 'selected'>): PickedOverlay {
  return { ...some, kind: 'react', editor: emptyEditor, selected: 0 }
}

export function removeOverlay(some: Omit<Of<'remove'>, 'kind' | 'editor'>): PickedOverlay {
  return { ...some, kind: 'remove', editor: emptyEditor }
}
