import { PassThrough } from 'node:stream'
import t from 'tap'
import type { EngineClient } from '../../../src/api/client.js'
import { exitCodeOf } from '../../../src/cli/exit-codes.js'
import { systemClock } from '../../../src/lib/clock.js'
import type { ConfigFile } from '../../../src/tui/effects/config-effects.js'
import { startPlain } from '../../../src/tui/start-plain.js'
import { MemoryConfig } from '../memory-config.js'

const never = new Promise<never>(() => undefined)

function run(of: { readonly config: ConfigFile; readonly client: Promise<EngineClient> }) {
  const stop = new AbortController()
  const code = startPlain({
    ...of,
    connect: () => never,
    startDemo: () => never,
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    env: {},
    clock: systemClock,
    stop: stop.signal,
    exitCodeOf,
  })
  return { stop, code }
}

t.test(
  'the linear face can be ended while the engine does not answer, and while its config is read',
  async (t) => {
    const mute = run({ config: new MemoryConfig(), client: never })
    mute.stop.abort()
    t.equal(await mute.code, 130)
    const config = Object.assign(new MemoryConfig(), { read: () => never })
    const unread = run({ config, client: never })
    unread.stop.abort()
    t.equal(await unread.code, 130)
  },
)
