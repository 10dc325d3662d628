/** Opens what is being written in the person's own editor ($VISUAL, $EDITOR), and puts what comes back into the line. */
import { safe, sanitizeLine } from '../../text/sanitize.js'
import { editInProgram } from '../files/edit-in-program.js'
import { selectInput } from '../state/selectors.js'
import type { Store } from '../state/store.js'

/** Runs `work` while the terminal belongs to somebody else. */
export type Lend = <T>(work: () => Promise<T>) => Promise<T>

export interface OutsideEditor {
  readonly store: Store
  readonly env: Readonly<Record<string, string | undefined>>
  /** undefined: this face has no terminal to lend. */
  readonly lend: Lend | undefined
}

const fallback = 'vi'

export async function openOutside({ store, env, lend }: OutsideEditor): Promise<void> {
  const { current: handle } = store.state
  const { text } = selectInput(store.state).editor
  if (lend === undefined) return say(safe`No other program can be opened from here.`)
  const command = env.VISUAL?.trim() || env.EDITOR?.trim() || fallback
  try {
    const edited = await lend(() => editInProgram(text, command))
    store.dispatch({ type: 'editorClosed', handle: handle ?? '', text: edited.replace(/\n$/, '') })
  } catch (error) {
    const why = sanitizeLine(error instanceof Error ? error.message : String(error), 120)
    say(
      safe`${sanitizeLine(command, 40)} could not edit your text (${why}): it is as it was. $VISUAL or $EDITOR names the program.`,
    )
  }

  function say(words: ReturnType<typeof safe>): void {
    store.dispatch({ type: 'noticed', notice: { level: 'error', text: words } })
  }
}
