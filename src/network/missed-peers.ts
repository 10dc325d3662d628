/**
 * Who was connected and is not any more. A peer that restarted comes back under another key, so nobody is missed for ever.
 * Pure table; time comes as a parameter.
 */
const missedForMs = 30 * 60_000
const maxMissed = 256

export class MissedPeers {
  readonly #sinceMs = new Map<string, number>()

  connected(key: string): void {
    this.#sinceMs.delete(key)
  }

  lost(key: string, nowMs: number): void {
    this.#sinceMs.delete(key)
    this.#sinceMs.set(key, nowMs)
    for (const oldest of this.#sinceMs.keys()) {
      if (this.#sinceMs.size <= maxMissed) break
      this.#sinceMs.delete(oldest)
    }
  }

  /** Whether somebody was lost in the last 30 minutes and has not returned. */
  any(nowMs: number): boolean {
    for (const [key, sinceMs] of this.#sinceMs) {
      if (nowMs - sinceMs < missedForMs) return true
      this.#sinceMs.delete(key)
    }
    return false
  }
}
