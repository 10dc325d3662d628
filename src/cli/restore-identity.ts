/** Makes a profile a new device of an identity, from its recovery words: they stay in this process. */
import type { EngineClient } from '../api/client.js'
import { stopEngine } from '../rpc/stop-engine.js'
import type { Context } from './context.js'

/**
 * Checks the words. What it resolves with ends the engine of the profile, puts the identity in, and attaches to an engine
 * that has it. Both reject with a HocketError that says why, and what there is stays then.
 */
export async function restoreIdentity(context: Context, words: string): Promise<() => Promise<EngineClient>> {
  const { restoreWords } = await import('../engine/words.js')
  const { profileDir } = context.globals
  const putInto = await restoreWords(words)
  return async () => {
    await stopEngine(profileDir, context.clock)
    await putInto(profileDir)
    return await context.reattach()
  }
}
