/** Opens what is being written in the person's own editor ($VISUAL, $EDITOR), and puts what comes back into the line. */
import type { Clock } from '../../lib/clock.js'
import { type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import { type Edited, editInProgram } from '../files/edit-in-program.js'
import { longestText } from '../state/editor.js'
import { selectInput } from '../state/selectors.js'
import type { Store } from '../state/store.js'

/** Runs `work` while the terminal belongs to somebody else. */
export type Lend = <T>(work: () => Promise<T>) => Promise<T>

export interface OutsideEditor {
  readonly store: Store
  readonly clock: Clock
  readonly env: Readonly<Record<string, string | undefined>>
  /** undefined: this face has no terminal to lend. */
  readonly lend: Lend | undefined
  /** The face ends, and the editor with it. */
  readonly stop: AbortSignal
  /** Says something after the face has ended. */
  readonly note?: (sentence: string) => void
}

const fallback = 'vi'

export async function openOutside({ store, clock, env, lend, stop, note }: OutsideEditor): Promise<void> {
  const { current: handle } = store.state
  const { text } = selectInput(store.state).editor
  if (lend === undefined) return say(safe`No other program can be opened from here.`)
  const command = env.VISUAL?.trim() || env.EDITOR?.trim() || fallback
  const edited = await lend(() =>
    editInProgram(text, { command, clock, stop, longest: longestText }).catch(failed),
  )
  if (edited.text !== null)
    store.dispatch({ type: 'editorClosed', handle: handle ?? '', text: edited.text.replace(/\n$/, '') })
  if (edited.problem === null || (stop.aborted && edited.keptIn === null)) return
  say(problemOf(edited, sanitizeLine(command, 40)))

  function say(words: SafeText): void {
    if (stop.aborted) note?.(words)
    else store.dispatch({ type: 'noticed', notice: { level: 'error', text: words } })
  }
}

function failed(error: unknown): Edited {
  return { text: null, problem: error instanceof Error ? error.message : String(error), keptIn: null }
}

function problemOf({ text, problem, keptIn }: Edited, command: SafeText): SafeText {
  const why = sanitizeLine(problem ?? '', 120)
  const place =
    keptIn === null ? safe`` : safe` What was written in it is kept: ${sanitizeLine(keptIn, 200)}.`
  if (text !== null)
    return safe`${command} did not end by itself (${why}); what it had saved is in the line.${place}`
  const advice = keptIn === null ? safe` $VISUAL or $EDITOR names the program.` : place
  return safe`${command} could not edit your text (${why}): it is as it was.${advice}`
}
