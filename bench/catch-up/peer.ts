/** One side of a run in this process: opened, found by the other, asked how far it is, closed. */

import type { EndState, WireRates } from './jobs.js'
import type { Cost } from './meter.js'

export interface Peer {
  /** Resolves when this side has everything, with what it cost from the connection on. Of a seeder: never. */
  readonly complete: Promise<Cost>
  /** What it holds now. */
  end(): Promise<EndState>
  /** Since the connection. */
  cost(): Cost
  rates(): WireRates
  close(): Promise<void>
}
