/** The line where the person writes: one row, or up to eight. The cursor is the terminal's own, set by the frame. */
import { impossibleDeeds } from '../state/actions-picked.js'
import { answerRows, layoutOf } from '../state/layout.js'
import { promptText } from '../state/prompt.js'
import { selectInput, selectScreen } from '../state/selectors.js'
import type { State } from '../state/state.js'
import type { Line } from '../style/theme.js'
import { answerLine } from './answer-line.js'
import { Lines } from './lines.js'
import type { PaneProps } from './pane-props.js'
import { pickLine } from './pick-line.js'
import { useSlice } from './use-slice.js'
import { writtenLines } from './written-lines.js'

export function InputPane({ shown }: PaneProps) {
  const model = useSlice(shown, selectInputLine)
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
    picking: selectScreen(state).picked === null ? null : state.settings,
    impossible: impossibleDeeds(state),
    hasRooms: (state.rooms?.length ?? 0) > 0,
  }
}

type InputModel = ReturnType<typeof selectInputLine>

function inputLines(model: InputModel): Line[] {
  const { answer, above, cols, picking } = model
  const keys =
    picking === null || model.editor.text !== ''
      ? undefined
      : pickLine({ settings: picking, impossible: model.impossible }, model.prompt, cols)
  const written = keys === undefined ? writtenLines({ ...model, rows: model.rows - above }) : [keys]
  return answer === null || above === 0 ? written : [answerLine(answer, model.look, cols), ...written]
}
