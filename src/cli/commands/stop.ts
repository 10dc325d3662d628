/** `hocket stop`: ends the engine of the profile; never starts one to do so. */
import { stopEngine } from '../../rpc/stop-engine.js'
import { safe } from '../../text/sanitize.js'
import type { CommandSpec } from '../command.js'

export const stopCommand: CommandSpec = {
  usage: 'stop',
  summary: "end the profile's engine",
  details: 'Returns when its process has ended and everything is on disk. It is no error when none runs.',
  examples: ['hocket stop', 'hocket stop --profile ~/second'],
  async run({ globals, clock, out }) {
    const pid = await stopEngine(globals.profileDir, clock)
    if (out.json) out.fact({ stopped: pid !== undefined, pid: pid ?? null })
    else if (pid === undefined) out.note('No engine was running.')
    else out.line(safe`Ended the engine (process ${pid}).`)
    return undefined
  },
}
