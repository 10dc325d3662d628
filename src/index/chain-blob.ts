/**
 * The state of a log's validator as one blob. It is plain data by contract and only ever read by the program that wrote
 * it, so the structured clone format of Node fits. A change of ChainState takes a new `schemaVersion`.
 */
import { deserialize, serialize } from 'node:v8'
import { HocketError } from '../errors.js'
import type { ChainState } from '../protocol/chain.js'

export function encodeChainState(state: ChainState): Uint8Array {
  return serialize(state)
}

export function readChainState(blob: Uint8Array): ChainState {
  try {
    return deserialize(blob) as ChainState
  } catch (cause) {
    throw new HocketError(
      'INTERNAL',
      'The index holds a log that cannot be read. Rebuild the index; nothing is lost.',
      { cause },
    )
  }
}
