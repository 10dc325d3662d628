/**
 * A typed list of listeners for one event. Events carry no state: a listener reads what it wants itself.
 * A listener that throws does not keep the others from being called; its error is rethrown after them.
 */
export class Emitter<T = void> {
  readonly #listeners = new Set<(value: T) => void>()

  /** Adds a listener and returns the function that removes it. */
  on(listener: (value: T) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Calls every listener with `value`, in the order in which they were added. */
  emit(value: T): void {
    const errors: unknown[] = []
    for (const listener of [...this.#listeners]) {
      try {
        listener(value)
      } catch (error) {
        errors.push(error)
      }
    }
    if (errors.length === 1) throw errors[0]
    if (errors.length > 1) throw new AggregateError(errors, 'several listeners failed')
  }

  /** Removes every listener. */
  clear(): void {
    this.#listeners.clear()
  }
}
