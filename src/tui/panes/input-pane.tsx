/** The line where the person writes: one row, or up to eight. The cursor is the terminal's own, set by the frame. */
import { safe } from '../../text/sanitize.js'
import { textWidth } from '../../text/width.js'
import { viewEditor } from '../state/editor-view.js'
import { answerRows, layoutOf } from '../state/layout.js'
import { promptText } from '../state/prompt.js'
import { selectInput } from '../state/selectors.js'
import type { State } from '../state/state.js'
import { spaces, span } from '../style/line.js'
import type { Line } from '../style/theme.js'
import { answerLine } from './answer-line.js'
import { Lines } from './lines.js'
import type { PaneProps } from './pane-props.js'
import { useSlice } from './use-slice.js'

export function InputPane({ store }: PaneProps) {
  const model = useSlice(store, selectInputLine)
  return <Lines lines={inputLines(model)} theme={model.look.theme} />
}

function selectInputLine(state: State) {
  const { input } = layoutOf(state)
  return {
    look: state.look,
    cols: input.width,
    rows: input.height,
    prompt: promptText(state),
    editor: selectInput(state).editor,
    answer: selectInput(state).answer,
    above: answerRows(selectInput(state), input.height),
    hasRooms: (state.rooms?.length ?? 0) > 0,
  }
}

type InputModel = ReturnType<typeof selectInputLine>

function inputLines(model: InputModel): Line[] {
  const { answer, above, cols } = model
  const written = writtenLines(model)
  return answer === null || above === 0 ? written : [answerLine(answer, model.look, cols), ...written]
}

function writtenLines({ cols, rows, above, prompt, editor, hasRooms }: InputModel): Line[] {
  const indent = textWidth(prompt)
  if (editor.text === '') {
    const hint = hasRooms ? safe`message, or /help` : safe`/create a room, /join one, or /help`
    return [[span(prompt, 'accent'), span(textWidth(hint) + indent < cols ? hint : safe``, 'dim')]]
  }
  const view = viewEditor(editor, Math.max(2, cols - indent), rows - above)
  return view.rows.map((row, index) => [
    index === 0 ? span(prompt, 'accent') : span(spaces(indent)),
    span(row),
  ])
}
