import t from 'tap'
import { mouseOn, repairScreen } from '../../../src/tui/term/modes.js'
import { Screen } from '../../../src/tui/term/screen.js'
import { FakeTerminal } from '../fake-terminal.js'

/** Line drawing characters, reverse colours, insert and origin mode, a scroll region, every motion of the mouse. */
const odd = '\x1b(0\x1b[7m\x1b[4h\x1b[2;3r\x1b[?6h\x1b[?1003h\x1b[?1006h'

function screen() {
  const terminal = new FakeTerminal(12, 4)
  const screen = new Screen(terminal.stdout)
  screen.place('all', { x: 0, y: 0, width: 12, height: 4 }, 0)
  screen.draw('all', ['first qqq', 'second', 'third', 'last'])
  return { terminal, screen }
}

const expected = ['first qqq', 'second', 'third', 'last']

t.test('what another program left behind is put right when the screen is taken', async (t) => {
  const { terminal, screen: it } = screen()
  terminal.write(odd)
  it.enter()
  it.flush()
  t.same(await terminal.lines(), expected)
  t.equal(terminal.emulator.modes.mouseTrackingMode, 'none')
  t.equal(terminal.emulator.modes.insertMode, false)
})

t.test(
  'what something wrote over the screen is put right when it is drawn anew, and the mouse is there again',
  async (t) => {
    const { terminal, screen: it } = screen()
    it.enter()
    it.flush()
    terminal.write(odd)
    it.raw(repairScreen + mouseOn)
    it.invalidate()
    it.flush()
    t.same(await terminal.lines(), expected)
    t.equal(terminal.emulator.modes.mouseTrackingMode, 'vt200')
    t.equal(terminal.emulator.modes.originMode, false)
  },
)

t.test('a screen that was stopped without being asked is left and taken again', async (t) => {
  const { terminal, screen: it } = screen()
  terminal.write('before')
  it.enter()
  it.enter()
  it.leave()
  t.equal((await terminal.lines())[0], 'before')
  t.equal(terminal.emulator.buffer.active.type, 'normal')
})
