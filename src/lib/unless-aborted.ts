/** Waiting that can be given up, for what cannot be stopped itself. */

/** What `work` comes to; undefined when `signal` aborts before. What it comes to after that is nobody's concern. */
export async function unlessAborted<T>(work: T | Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  let stop = () => undefined as unknown
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined)
    if (signal.aborted) resolve(undefined)
    else signal.addEventListener('abort', stop, { once: true })
  })
  const settled = Promise.resolve(work)
  settled.catch(() => undefined) // told by the race, or not wanted any more
  try {
    return await Promise.race([settled, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
