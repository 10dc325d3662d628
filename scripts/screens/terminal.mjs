/** The built program in a pseudo-terminal, read through a terminal emulator. */
import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'

const patienceMs = 60_000

export class Terminal {
  #emulator
  #pty
  #changed = () => undefined

  constructor({ args, env, cols, rows }) {
    this.#emulator = new xterm.Terminal({ cols, rows, allowProposedApi: true })
    this.#pty = spawn(process.execPath, args, { cols, rows, name: 'xterm-256color', env })
    this.#pty.onData((data) => this.#emulator.write(data, () => this.#changed()))
    this.#emulator.onData((reply) => this.#pty.write(reply))
    this.ended = new Promise((resolve) => this.#pty.onExit(resolve))
  }

  get text() {
    const { active } = this.#emulator.buffer
    const rows = Array.from({ length: this.#emulator.rows }, (_, row) =>
      active.getLine(active.viewportY + row),
    )
    return rows.map((line) => line?.translateToString(true) ?? '').join('\n')
  }

  type(keys) {
    this.#pty.write(keys)
  }

  resize(cols, rows) {
    this.#emulator.resize(cols, rows)
    this.#pty.resize(cols, rows)
  }

  /** Resolves with the screen when it fits everything wanted; a frame that is still being drawn does not count. */
  async shows(...wanted) {
    const fits = () =>
      !this.#emulator.modes.synchronizedOutputMode && wanted.every((pattern) => pattern.test(this.text))
    if (!fits()) {
      await new Promise((resolve, reject) => {
        const late = setTimeout(
          () =>
            reject(
              new Error(`it does not show ${wanted.find((one) => !one.test(this.text))}, but:\n${this.text}`),
            ),
          patienceMs,
        )
        this.#changed = () => {
          if (!fits()) return
          clearTimeout(late)
          resolve()
        }
      })
    }
    this.#changed = () => undefined
    return this.text
  }

  async end() {
    this.#pty.kill('SIGTERM')
    await this.ended
  }
}
