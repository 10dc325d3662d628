/**
 * Why connections ended that should have lasted, with counts, and which of these reasons are recent. Pure table; time is a
 * parameter. Reasons come from our own code, never from a peer's bytes, so there are not many of them.
 */
const recentMs = 10 * 60_000

interface Trouble {
  readonly count: number
  readonly lastMs: number
}

export class Troubles {
  readonly #seen = new Map<string, Trouble>()

  note(reason: string, nowMs: number): void {
    this.#seen.set(reason, { count: (this.#seen.get(reason)?.count ?? 0) + 1, lastMs: nowMs })
  }

  get counts(): ReadonlyMap<string, number> {
    return new Map([...this.#seen].map(([reason, { count }]) => [reason, count]))
  }

  /** Reasons of the last ten minutes. */
  recent(nowMs: number): readonly string[] {
    return [...this.#seen].filter(([, { lastMs }]) => nowMs - lastMs < recentMs).map(([reason]) => reason)
  }
}
