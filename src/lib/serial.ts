/**
 * Runs asynchronous jobs one after the other, in the order in which they were given.
 * A job that fails rejects its own promise only; the next one still runs.
 */
export class Serial {
  #tail: Promise<unknown> = Promise.resolve()

  /** Runs `job` after all earlier ones have settled; resolves or rejects with its result. */
  run<T>(job: () => Promise<T> | T): Promise<T> {
    const result = this.#tail.then(job)
    this.#tail = result.catch(() => undefined) // the caller has the rejection; here only the order counts
    return result
  }

  /** Resolves when every job given so far has settled. */
  async idle(): Promise<void> {
    await this.#tail
  }
}
