import { Text } from 'ink'
import t from 'tap'
import { PaneRoot } from '../../../src/tui/panes/pane-root.js'
import { ConsoleCapture } from '../../../src/tui/term/console-capture.js'
import { Screen } from '../../../src/tui/term/screen.js'
import { FakeTerminal } from '../fake-terminal.js'

function Broken(): never {
  throw new Error('a bug')
}

t.test('a pane that fails to draw says so in its own place, and the others live on', async (t) => {
  const capture = new ConsoleCapture()
  capture.open() // React tells the console about the error
  t.teardown(() => capture.close())
  const terminal = new FakeTerminal(60, 2)
  const screen = new Screen(terminal.stdout)
  screen.enter()
  const panes = ['broken', 'whole'].map((id, row) => {
    const pane = new PaneRoot(screen, { id, z: 0, drawn: () => screen.flush() })
    pane.place({ x: 0, y: row, width: 60, height: 1 })
    return pane
  })
  panes[0]?.mount(<Broken />)
  panes[1]?.mount(<Text>fine</Text>)
  t.match(await terminal.lines(), [/this part of the screen failed/, 'fine'])
  for (const pane of panes) pane.close()
})
