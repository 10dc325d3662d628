import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Profile } from './profiles.js'

/** What the screen keeps of unsent texts, as it stands on disk. */
export function draftsOf({ dir }: Profile): string {
  const kept = join(dir, 'screen')
  const names = existsSync(kept) ? readdirSync(kept) : []
  const drafts = names.filter((name) => /^draft-.*\.json$/.test(name))
  return drafts.map((name) => readFileSync(join(kept, name), 'utf8')).join('')
}
