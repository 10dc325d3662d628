/** Waiting on facts, never on a time. */

/** Resolves when `fact()` is true; looks again after each turn of the event loop. The test's own timeout is the limit. */
export async function until(fact: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await fact())) await new Promise((resolve) => setTimeout(resolve, 1))
}
