/** From what is known of a room's network to the reasons why nobody is here, most likely first. Pure. */
import type { NetReason, NetworkMode } from '../api/views.js'

export interface NetFacts {
  readonly mode: NetworkMode
  readonly dhtReachable: boolean | null
  readonly announced: boolean
  /** Connected peers that proved the room. */
  readonly peers: number
  /** Peers found under the room's topic. */
  readonly found: number
  /** Why connections ended lately: those of this room, and those that came to no room. */
  readonly troubles: readonly string[]
  readonly clockLeadMs: number
}

/** Our own words for what somebody without the room's keys does; see sync/. */
const wrongRoom = ['bad proof', 'bad genesis', 'no room in common']
/** As protocol/reader says it of every versioned object; and who speaks another protocol never greets. */
const oldVersion = /^no greeting in time$| is of version \d+, /

/** Empty while somebody is here. */
export function netReasons(facts: NetFacts): readonly NetReason[] {
  if (facts.peers > 0) return []
  if (facts.mode === 'offline') return ['offline']
  const clock: readonly NetReason[] = facts.clockLeadMs > 0 ? ['clock'] : []
  if (facts.dhtReachable === false) return ['no-dht', ...clock]
  return [...troubleReasons(facts.troubles), ...findingReasons(facts), ...clock]
}

/** What connections ended with is evidence; what was not found may only not be found yet. */
function troubleReasons(troubles: readonly string[]): readonly NetReason[] {
  const kinds = new Set<NetReason>(troubles.map(reasonOf))
  return (['wrong-room', 'old-version', 'refused'] as const).filter((reason) => kinds.has(reason))
}

function reasonOf(trouble: string): NetReason {
  if (wrongRoom.includes(trouble)) return 'wrong-room'
  return oldVersion.test(trouble) ? 'old-version' : 'refused'
}

function findingReasons({ announced, found, troubles }: NetFacts): readonly NetReason[] {
  const unannounced: readonly NetReason[] = announced ? [] : ['not-announced']
  if (found === 0) return [...unannounced, 'nobody-found']
  return troubles.length === 0 ? ['not-reached', ...unannounced] : unannounced
}
