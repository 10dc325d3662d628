/** `hocket up`: an engine in the foreground that stays; with the hidden `--detached`, the engine that faces start. */
import { serveDetached, serveEngine } from '../../rpc/serve-engine.js'
import { safe, sanitizeLine } from '../../text/sanitize.js'
import type { CommandSpec } from '../command.js'

export const upCommand: CommandSpec = {
  usage: 'up',
  summary: 'run an engine in the foreground until it is stopped',
  details: `Keeps your rooms in sync and serves them to other members while no screen is open.
Without it, commands start an engine of their own that ends after them. With standard input from a terminal it ends when
the terminal closes; "nohup" keeps it.`,
  hiddenOptions: [
    ['--detached', 'end with the last command that uses it, and report to the process that started it'],
  ],
  examples: ['hocket up', 'hocket up --bootstrap 192.0.2.7:49737', 'nohup hocket up > /dev/null &'],
  async run({ globals, clock, io, out }, _args, options) {
    const { profileDir, network } = globals
    if (options.detached === true) {
      await serveDetached({ profileDir, network, clock, stay: false })
      return undefined
    }
    await serveEngine({
      profileDir,
      network,
      clock,
      stay: true,
      hangUp: io.stdin.isTTY === true ? 'ends' : 'ignored', // nohup, a service: no terminal to hang up
      onReady: (view) => {
        const where = safe`${sanitizeLine(view.profileDir)}, network ${sanitizeLine(view.network)}`
        out.result(view, safe`Engine ${view.pid} runs: ${where}. Ctrl-C ends it.`)
      },
    })
    return undefined
  },
}
