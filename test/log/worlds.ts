/** Stores and logs for the log tests, with keys from readable seeds. */
import { createHash } from 'node:crypto'
import { systemClock } from '../../src/lib/clock.js'
import type { OwnLogSpec } from '../../src/log/log-store.js'
import { LogStore } from '../../src/log/log-store.js'
import { toId } from '../../src/protocol/ids.js'
import { logKeyPair, logManifest } from '../../src/protocol/manifest.js'

export const journalKey = bytes('journal key')
export const deviceSeed = bytes('device seed')

/** 32 bytes that follow from `text`. */
export function bytes(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}

/** The manifest and key pair of log `n` of the test device. */
export function ownSpec(n = 0): OwnLogSpec {
  const owner = {
    r: bytes('r'),
    roomId: toId<never>(bytes('room')),
    identity: toId<never>(bytes('me')),
    device: toId<never>(bytes('my device')),
    n,
  }
  const keyPair = logKeyPair(deviceSeed, owner.roomId, n)
  return { manifest: logManifest({ ...owner, logPublicKey: keyPair.publicKey }), keyPair }
}

/** Errors that a store reported in the background; a test looks at them when it expects some. */
export const reported: unknown[] = []

export function makeStore(dir: string): LogStore {
  return new LogStore({ dir, journalKey, clock: systemClock, report: (error) => reported.push(error) })
}

/** Block number `n` of the tests: different for every n. */
export function block(n: number): Uint8Array {
  return Buffer.from(`block ${n} ${'.'.repeat(n % 50)}`)
}

export function blocks(start: number, end: number): Uint8Array[] {
  return Array.from({ length: end - start }, (_, index) => block(start + index))
}
