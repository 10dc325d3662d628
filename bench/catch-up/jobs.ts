/** What the processes of a run are asked to do, and what they answer. */
import type { LargeRoom } from '../../test/scenarios/large-room.js'
import type { Cost } from './meter.js'

interface Place {
  /** The store or profile of this process. */
  readonly dir: string
  readonly bootstrap: readonly { readonly host: string; readonly port: number }[]
}

export interface RoomJob {
  readonly room: LargeRoom
  /** Hex; where the processes of a raw run meet. */
  readonly topic: string
}

export type Job =
  | { readonly role: 'make'; readonly dir: string; readonly messages: number; readonly writers: number }
  | (Place & RoomJob & { readonly role: 'seed' | 'join' | 'seed raw' | 'join raw' })

/** What a side held at the end. */
export interface EndState {
  readonly blocks: number
  /** Of the room in order, or of the trees of all logs. */
  readonly hash: string
}

/** Highest number of messages of one kind that one core received from its peer within a second. */
export type WireRates = Readonly<Record<string, number>>

export type Answer =
  | { readonly kind: 'made'; readonly room: LargeRoom }
  /** A seeder can be found. */
  | { readonly kind: 'ready' }
  /** A joiner has everything. */
  | { readonly kind: 'done'; readonly cost: Cost }
  | { readonly kind: 'report'; readonly cost: Cost; readonly end: EndState; readonly rates: WireRates }
  | { readonly kind: 'failed'; readonly reason: string }
