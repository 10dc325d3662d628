/**
 * Dialogs without a screen: one that shows something is said and closed, one that asks becomes a question, and the next
 * line is its answer. Knows the state through the store only; never prints.
 */
import { type SafeText, safe } from '../../text/sanitize.js'
import { enterLine } from '../state/enter-line.js'
import { enterPalette } from '../state/enter-palette.js'
import { enterOverlay, welcomeChoices } from '../state/overlays.js'
import { selectOverlay, selectScreen } from '../state/selectors.js'
import type { Overlay, Prompt, State } from '../state/state.js'
import type { Change, Store } from '../state/store.js'
import { commandLines } from './say-commands.js'
import { dialogLines, linkLines, memberLines, searchLines } from './say-dialog.js'

const welcomeQuestion = safe`What is your nickname? Others know you by it, and it can be changed later.`
const choiceQuestion = safe`Type 1 to create a room, 2 to join one with a link, 3 for a demo room with made-up members, 4 to restore your identity from its 24 words.`

const promptQuestions: Readonly<Record<Prompt, SafeText>> = {
  create: safe`How shall the room be called?`,
  join: safe`Which link or key were you given?`,
  restore: safe`Which are the 24 recovery words, in their order, with spaces between?`,
}

export class Questions {
  readonly #store: Store
  /** The line that gave the nickname was read: the next one chooses. */
  #named = false

  constructor(store: Store) {
    this.#store = store
  }

  /** A line answers a question now. */
  get isAsking(): boolean {
    const overlay = selectOverlay(this.#store.state)
    return overlay !== undefined && ('editor' in overlay || overlay.kind === 'quit')
  }

  /** What is said because of `change`; closes what was said whole. */
  follow({ before, after }: Change): SafeText[] {
    const overlay = selectOverlay(after)
    if (overlay === undefined || (overlay === selectOverlay(before) && overlay.kind !== 'members')) return []
    const isNew = after.overlays.length !== before.overlays.length
    const shows = shownLines(overlay, after)
    if (overlay.kind === 'quit' && !isNew) return []
    if (shows === 'asks') return this.#asked(overlay, isNew ? undefined : selectOverlay(before))
    if (shows === 'not yet') return []
    if (overlay.kind === 'quit')
      return [...shows, safe`Leave? y: yes; w: when they are held; anything else: no.`]
    this.#store.dispatch({ type: 'overlayClosed' })
    return shows
  }

  /** Takes a line as the answer to the question. An empty one takes the question back. */
  answer(line: string): SafeText[] {
    const typed = line.trim()
    const overlay = selectOverlay(this.#store.state)
    if (overlay?.kind === 'welcome') return this.#welcome(typed)
    if (overlay?.kind === 'quit') return this.#quit(typed)
    if (typed === '') {
      this.#store.dispatch({ type: 'overlayClosed' })
      return [safe`Left as it was.`]
    }
    this.#enter(typed)
    return []
  }

  #welcome(typed: string): SafeText[] {
    if (typed === '') return [this.#named ? choiceQuestion : welcomeQuestion]
    if (!this.#named) {
      this.#store.dispatch({ type: 'edited', edit: { op: 'set', text: typed } })
      this.#named = true
      return [choiceQuestion]
    }
    const { state } = this.#store
    const overlay = selectOverlay(state)
    if (overlay?.kind !== 'welcome') return []
    if (typed.startsWith('/')) {
      this.#store.dispatch({ type: 'nickChosen', nick: overlay.editor.text })
      this.#store.dispatch({ type: 'overlayClosed' })
      for (const action of enterLine(this.#store.state, typed)) this.#store.dispatch(action)
      return []
    }
    const choice = Number(typed) - 1
    if (welcomeChoices[choice] === undefined) return [choiceQuestion]
    this.#store.dispatch({ type: 'overlayStepped', by: choice - overlay.choice })
    this.#press()
    return []
  }

  #quit(typed: string): SafeText[] {
    if (/^(y(es)?|q|\/quit)$/i.test(typed)) {
      this.#store.dispatch({ type: 'quitConfirmed' })
      return []
    }
    if (/^w(ait)?$/i.test(typed)) {
      this.#store.dispatch({ type: 'quitWaited' })
      return [safe`Waiting until another member holds them. y leaves now; an empty line stays.`]
    }
    this.#store.dispatch({ type: 'overlayClosed' })
    return [safe`You stay.`]
  }

  #enter(typed: string): void {
    this.#store.dispatch({ type: 'edited', edit: { op: 'set', text: typed } })
    this.#press()
  }

  #press(): void {
    const { state } = this.#store
    const overlay = selectOverlay(state)
    if (overlay === undefined) return
    const actions = overlay.kind === 'palette' ? enterPalette(state, overlay) : enterOverlay(overlay)
    for (const action of actions) this.#store.dispatch(action)
  }

  /** A question that came up, or what is said about the answer to it. */
  #asked(overlay: Overlay, former: Overlay | undefined): SafeText[] {
    const problem = 'problem' in overlay ? overlay.problem : null
    if (former?.kind !== overlay.kind) return this.#question(overlay)
    if (problem !== null && !('problem' in former && former.problem === problem)) {
      this.#named = false // a nickname that was refused is asked for again
      return [problem, ...this.#question(overlay)]
    }
    const busy = overlay.kind === 'welcome' && former.kind === 'welcome' && overlay.busy !== former.busy
    return busy && overlay.busy !== null ? [overlay.busy] : []
  }

  #question(overlay: Overlay): SafeText[] {
    if (overlay.kind === 'prompt')
      return [safe`${promptQuestions[overlay.prompt]} An empty line takes it back.`]
    if (overlay.kind === 'search') return [safe`Search for which words? An empty line takes it back.`]
    if (overlay.kind !== 'welcome') return dialogLines(overlay, this.#store.state)
    this.#named = overlay.editor.text !== ''
    return [
      safe`Welcome to hocket: chat without servers. Your messages live on your machine and travel directly between members.`,
      this.#named ? choiceQuestion : welcomeQuestion,
    ]
  }
}

/** What a dialog says as a whole; or that it asks something, or that what it shows has not come yet. */
function shownLines(overlay: Overlay, state: State): SafeText[] | 'asks' | 'not yet' {
  switch (overlay.kind) {
    case 'help':
      return overlay.about === 'all' ? commandLines() : dialogLines(overlay, state)
    case 'link':
      return overlay.link === null ? 'not yet' : linkLines(overlay)
    case 'members':
      return selectScreen(state).members.length === 0 ? 'not yet' : memberLines(state)
    case 'search':
      if (overlay.editor.text === '') return 'asks'
      return overlay.answered === null ? 'not yet' : searchLines(overlay)
    default:
      return 'editor' in overlay ? 'asks' : dialogLines(overlay, state)
  }
}
