/** What is said to exist, and nobody who is connected holds: told when that is known, and never while catching up. */
import t from 'tap'
import { viewUnserved } from '../../src/engine/unserved.js'
import { systemClock } from '../../src/lib/clock.js'
import type { LogKey } from '../../src/protocol/ids.js'
import type { Hub, RoomPeer } from '../../src/sync/hub.js'
import { person } from '../protocol/world.js'
import { createdRoom, folder, openRoom } from '../room/rooms.js'
import { ManualClock } from '../testnet/manual-clock.js'

const bob = person('bob').attestation

/** Who is connected, by how many blocks of any log each has said to hold. */
function hubOf(...lengths: number[]): Pick<Hub, 'peersOf'> {
  const peers = lengths.map((length) => ({ session: { exchange: { lengthOf: (_log: LogKey) => length } } }))
  return { peersOf: () => peers as unknown as readonly RoomPeer[] }
}

t.test(
  'what nobody who is connected holds waits for a peer, once everybody had time to say so',
  async (t) => {
    const clock = new ManualClock({ nowMs: systemClock.now() }) // the room is of now
    const { room, own } = await openRoom(t, { dir: folder(t), kept: createdRoom(), clock })
    const { key } = await own()
    await room.settled()
    const length = room.headOf(key)!.length
    const claim = (more: number) =>
      room.onPeerHead({ ...room.headOf(key)!, length: length + more }, 'ahead', {
        identity: bob.identity,
        device: bob.device,
      })
    const waiting = (...lengths: number[]) =>
      viewUnserved({ room }, hubOf(...lengths)).map(({ nick, blocks }) => `${nick} ${blocks}`)
    room.onPeersChanged()
    claim(12)
    t.same(waiting(), [], 'somebody has just come or gone')
    const { version } = room
    clock.advance(10_000)
    t.ok(room.version > version, 'faces are told that more is known')
    t.same(waiting(), ['ana 12'], 'nobody is connected')
    t.same(waiting(0, length + 12), [], 'it is on its way')
    t.same(waiting(length + 5), ['ana 7'], 'a part of it is on its way')
    room.onPeersChanged()
    t.same(waiting(), [], 'who has come has not said what they hold')
    clock.advance(9_000)
    room.onPeersChanged()
    clock.advance(9_000)
    t.same(waiting(), [], 'while they come and go nothing is said')
    clock.advance(1_000)
    t.same(waiting(), ['ana 12'])
    room.state!.logs.roster.update(key, { forked: true })
    t.same(waiting(), [], 'of a forked log nothing is fetched any more')
  },
)
