/** The dialogs about one message: choosing a reaction, removing it, its links, everything that can be done, what is known. Pure. */
import type { RoomHandle } from '../../api/views.js'
import type { SafeText } from '../../text/sanitize.js'
import type { Editor } from './editor.js'
import type { InfoModel } from './info-model.js'

export interface MenuEntry {
  /** Of the key action that is run. */
  readonly name: string
  readonly does: SafeText
}

export type PickedOverlay =
  | {
      readonly kind: 'react'
      readonly handle: RoomHandle
      readonly id: string
      /** Emoji that we gave already: choosing one takes it back. */
      readonly mine: readonly string[]
      readonly used: readonly string[]
      readonly editor: Editor
      readonly selected: number
    }
  | {
      readonly kind: 'remove'
      readonly handle: RoomHandle
      readonly id: string
      readonly nick: SafeText
      readonly text: SafeText
      /** Why, for others to see. */
      readonly editor: Editor
    }
  | { readonly kind: 'links'; readonly links: readonly SafeText[]; readonly selected: number }
  | { readonly kind: 'menu'; readonly entries: readonly MenuEntry[]; readonly selected: number }
  | { readonly kind: 'info'; readonly info: InfoModel }
