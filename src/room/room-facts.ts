/** What follows from a verified genesis and the room's keys; fixed for the life of the room. */
import type { RoomSecrets } from '../identity/vault.js'
import type { CardRoom } from '../protocol/card.js'
import type { ChainRoom } from '../protocol/chain.js'
import { checkGenesisAsReader, checkGenesisAsWriter, type Genesis } from '../protocol/genesis.js'
import type { RoomId } from '../protocol/ids.js'
import { deriveReadKeys, deriveRoomId, type ReadKeys } from '../protocol/ladder.js'
import type { Decoded } from '../protocol/reader.js'
import type { GenesisGrant } from '../sync/replica.js'
import type { Scope } from '../timeline/row.js'

export interface RoomFacts {
  readonly roomId: RoomId
  readonly genesis: Genesis
  readonly grant: GenesisGrant
  readonly chainRoom: ChainRoom
  readonly cardRoom: CardRoom
  /** For every question to the index, with `maxHlc`. */
  readonly scope: Omit<Scope, 'maxHlc'>
}

/** The facts when `grant` is the genesis of the room that `secrets` belong to; undefined when it is not. */
export function checkGrant(secrets: RoomSecrets, grant: GenesisGrant): RoomFacts | undefined {
  const { w, r, roomId } = secrets
  const { genesis, ladderSig, s } = grant
  const checked = checkGenesis({ w, s, r, roomId, genesis, ladderSig })
  if (checked === undefined || !checked.ok || checked.value.kind !== 0) return undefined
  return factsOf(checked.value, grant, deriveReadKeys(r))
}

/** As a writer when w and s are known, else as a reader; undefined when neither is possible. */
function checkGenesis(
  given: Pick<RoomSecrets, 'w' | 's' | 'r' | 'roomId'> & GenesisGrant,
): Decoded<Genesis> | undefined {
  const { w, s, r, roomId, genesis, ladderSig } = given
  if (w !== undefined && s !== undefined) return checkGenesisAsWriter({ w, genesis, s, ladderSig })
  return roomId === undefined ? undefined : checkGenesisAsReader({ roomId, r, genesis, ladderSig })
}

/** The facts of a room whose genesis is stored; undefined while the room waits for it. */
export function storedFacts(secrets: RoomSecrets): RoomFacts | undefined {
  const { genesis, ladderSig, s } = secrets
  return genesis === undefined || ladderSig === undefined
    ? undefined
    : checkGrant(secrets, { genesis, ladderSig, s })
}

function factsOf(genesis: Genesis, grant: GenesisGrant, keys: ReadKeys): RoomFacts {
  const roomId = deriveRoomId(genesis.bytes)
  const { writePk, createdMs, policy } = genesis
  const { powBits, nameRole } = policy
  return {
    roomId,
    genesis,
    grant,
    chainRoom: { roomId, keys, writePk, powBits, createdMs },
    cardRoom: { roomId, r: keys.r, writePk, powBits },
    scope: { creator: genesis.attestation.identity, genesisName: genesis.name, nameRole },
  }
}
