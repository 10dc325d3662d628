/**
 * Promises that nobody awaits: their failures are reported, never lost, and a close can wait for all of them.
 */
export class Background {
  readonly #running = new Set<Promise<void>>()
  readonly #report: (error: unknown) => void

  constructor(report: (error: unknown) => void) {
    this.#report = report
  }

  /** Starts `job` now; a failure goes to the report function. */
  run(job: () => Promise<unknown>): void {
    const settled: Promise<void> = job()
      .then(() => undefined, this.#report)
      .finally(() => this.#running.delete(settled))
    this.#running.add(settled)
  }

  /** Resolves when everything started so far, and what that started, has settled. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }
}
