/** A configuration file in memory, for screens of tests. */
import type { ConfigFile } from '../../src/tui/effects/config-effects.js'

export class MemoryConfig implements ConfigFile {
  readonly path = '/home/ana/.config/hocket/config.toml'
  text: string
  /** Rejects the next reads and writes. */
  fault: Error | undefined

  constructor(text = '') {
    this.text = text
  }

  async read(): Promise<string> {
    if (this.fault !== undefined) throw this.fault
    return this.text
  }

  async write(text: string): Promise<void> {
    if (this.fault !== undefined) throw this.fault
    this.text = text
  }
}
