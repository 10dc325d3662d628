/** Bytes that a decoder must refuse. */
export interface Refusal {
  readonly why: string
  readonly bytes: Uint8Array
}

/** A copy of `bytes` with `replacement` at `offset`. */
export function patched(bytes: Uint8Array, offset: number, ...replacement: readonly number[]): Uint8Array {
  const copy = new Uint8Array(bytes)
  copy.set(replacement, offset)
  return copy
}
