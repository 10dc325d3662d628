/** Counts what cores receive on the wire, so that the limits of the wire guard rest on figures. */
import type Hypercore from 'hypercore'
import type { WireRates } from './jobs.js'

/** hypercore's own counters of messages by kind. */
type Counters = Readonly<Record<string, { readonly tx: number; readonly rx: number }>>

const windowMs = 250

export class WireWatch {
  readonly #cores: { readonly counters: Counters; readonly last: Map<string, number> }[] = []
  readonly #highest = new Map<string, number>()
  readonly #timer = setInterval(() => this.#look(), windowMs)
  #lookedMs = performance.now()

  watch(core: Hypercore): void {
    const { stats } = core.core.replicator as unknown as { stats: Counters }
    this.#cores.push({ counters: stats, last: new Map() })
  }

  /** Per second and core, of the fastest core. */
  highest(): WireRates {
    return Object.fromEntries([...this.#highest].filter(([, rate]) => rate > 0))
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    const now = performance.now()
    const seconds = (now - this.#lookedMs) / 1_000
    this.#lookedMs = now
    for (const { counters, last } of this.#cores) {
      for (const [name, counter] of Object.entries(counters)) {
        if (typeof counter !== 'object') continue
        const rate = Math.round((counter.rx - (last.get(name) ?? 0)) / seconds)
        last.set(name, counter.rx)
        this.#highest.set(name, Math.max(rate, this.#highest.get(name) ?? 0))
      }
    }
  }
}
