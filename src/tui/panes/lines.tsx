/** Lines of spans as one Ink text. The lines must fit: nothing is wrapped or cut here. */
import { Text } from 'ink'
import { type Line, paintLine, type Theme } from '../style/theme.js'

export interface LinesProps {
  readonly lines: readonly Line[]
  readonly theme: Theme
}

export function Lines({ lines, theme }: LinesProps) {
  return <Text>{lines.map((line) => paintLine(line, theme)).join('\n')}</Text>
}
