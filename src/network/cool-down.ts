/**
 * Who broke the rules lately: refused for 10 minutes, doubling with each further offence up to 24 hours. Pure table of at
 * most 4,096 entries; time comes as a parameter.
 */
const firstMs = 10 * 60_000
const maxMs = 24 * 60 * 60_000
const maxEntries = 4_096

interface Entry {
  readonly untilMs: number
  readonly lengthMs: number
}

export class CoolDown {
  readonly #entries = new Map<string, Entry>()

  /** Number of keys and addresses remembered. */
  get size(): number {
    return this.#entries.size
  }

  /** Starts or lengthens the cool-down of `who`. */
  offence(who: string, nowMs: number): void {
    const before = this.#entries.get(who)
    const lengthMs = before === undefined ? firstMs : Math.min(maxMs, before.lengthMs * 2)
    this.#entries.delete(who)
    this.#entries.set(who, { lengthMs, untilMs: nowMs + lengthMs })
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= maxEntries) break
      this.#entries.delete(oldest)
    }
  }

  /** Whether `who` is refused now. Forgotten a day after the last cool-down ended, so that repeated offences add up. */
  refuses(who: string, nowMs: number): boolean {
    const entry = this.#entries.get(who)
    if (entry === undefined) return false
    if (nowMs > entry.untilMs + maxMs) this.#entries.delete(who)
    return nowMs < entry.untilMs
  }
}
