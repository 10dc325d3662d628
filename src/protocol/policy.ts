/** The rules of a room that its creator fixes in the genesis: 16 bytes (PROTOCOL.md §5). */
import type { Reader } from './reader.js'
import { Writer } from './writer.js'

export interface Policy {
  /** Leading zero bits that a new log's proof of work must have, 0–24. */
  readonly powBits: number
  /** What a new member may read: 0 everything, 1 this epoch, 2 from joining on. Used from version 1.1 on. */
  readonly history: number
  /** Roles needed to set the topic, set the name, hide and invite. */
  readonly topicRole: number
  readonly nameRole: number
  readonly hideRole: number
  readonly inviteRole: number
  /** Limits for newcomers under pressure; 0 means the program's own. */
  readonly newcomerRecords: number
  readonly newcomerKiB: number
  readonly newcomerLogs: number
}

export const defaultPolicy: Policy = {
  powBits: 18,
  history: 0,
  topicRole: 2,
  nameRole: 3,
  hideRole: 3,
  inviteRole: 3,
  newcomerRecords: 0,
  newcomerKiB: 0,
  newcomerLogs: 0,
}

const highestRole = 5

/** Reads the 16 bytes at the reader's place. */
export function takePolicy(reader: Reader): Policy {
  reader.version(1, 'the policy')
  const powBits = reader.u8()
  reader.expect(powBits <= 24, 'more than 24 bits of work')
  const history = reader.u8()
  reader.expect(history <= 2, 'an unknown history rule')
  const topicRole = takeRole(reader)
  const nameRole = takeRole(reader)
  const hideRole = takeRole(reader)
  const inviteRole = takeRole(reader)
  reader.expect(reader.u8() === 0, 'reserved policy flags')
  const newcomerRecords = reader.u16()
  const newcomerKiB = reader.u16()
  const newcomerLogs = reader.u16()
  reader.expect(reader.u16() === 0, 'reserved policy bytes')
  return {
    powBits,
    history,
    topicRole,
    nameRole,
    hideRole,
    inviteRole,
    newcomerRecords,
    newcomerKiB,
    newcomerLogs,
  }
}

/** The 16 bytes of a policy. */
export function encodePolicy(policy: Policy): Uint8Array {
  const writer = new Writer().u8(1).u8(policy.powBits).u8(policy.history)
  writer.u8(policy.topicRole).u8(policy.nameRole).u8(policy.hideRole).u8(policy.inviteRole).u8(0)
  return writer.u16(policy.newcomerRecords).u16(policy.newcomerKiB).u16(policy.newcomerLogs).u16(0).finish()
}

function takeRole(reader: Reader): number {
  const role = reader.u8()
  reader.expect(role <= highestRole, 'an unknown role')
  return role
}
