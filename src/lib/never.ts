/** Exhaustiveness: a value that cannot exist. Reaching it is a bug, and it crashes. */
export function never(value: never): never {
  throw new Error(`unreachable value: ${String(value)}`)
}
