import t from 'tap'
import { bounds } from '../../src/api/bounds.js'
import { findRoom } from '../../src/api/find-room.js'
import { apiVersion } from '../../src/api/methods.js'
import { limits } from '../../src/protocol/limits.js'
import { fakeRoom } from '../rpc/fake-engine.js'

const rooms = [
  fakeRoom({ number: 1, handle: 'a', name: 'garden', room: 'abcd12'.padEnd(64, '0') }),
  fakeRoom({ number: 2, handle: 'b', name: '1', room: 'abcd34'.padEnd(64, '0') }),
  fakeRoom({ number: 3, handle: 'c', name: 'Garden', room: 'ffff'.padEnd(64, '0') }),
  fakeRoom({ number: 4, handle: 'd', name: null, room: null }),
  fakeRoom({ number: 5, handle: 'e', name: 'Dev', room: null }),
  fakeRoom({ number: 6, handle: 'f', name: 'DEV', room: 'eeee'.padEnd(64, '0') }),
  fakeRoom({ number: 7, handle: 'g', name: 'Lobby', room: null }),
]
const found = (typed: string) => findRoom(rooms, typed).handle

t.test(
  'a room is found by its exact name first, then by number, then by name in any case, then by id',
  async (t) => {
    t.equal(found('garden'), 'a')
    t.equal(found('Garden'), 'c')
    t.equal(found('#garden'), 'a')
    t.equal(found(' lobby '), 'g')
    t.equal(found('1'), 'b', 'a name wins over a number')
    t.equal(found('2'), 'b')
    t.equal(found('4'), 'd')
    t.equal(found('abcd1'), 'a')
    t.equal(found('ABCD3'), 'b')
    t.equal(found('ffff'), 'c')
  },
)

t.test('what fits several rooms is refused with their numbers', async (t) => {
  t.throws(() => found('abcd'), {
    code: 'AMBIGUOUS_ROOM',
    message: /fit: 1 \(id abcd1200\), 2 \(id abcd3400\)\. Use the number/,
  })
  t.throws(() => found('GARDEN'), {
    code: 'AMBIGUOUS_ROOM',
    message: /fit: 1 \(id abcd1200\), 3 \(id ffff0000\)/,
  })
  t.throws(() => found('dev'), { code: 'AMBIGUOUS_ROOM', message: /fit: 5, 6 \(id eeee0000\)/ })
})

t.test('what fits no room is refused, also a prefix that is too short', async (t) => {
  t.throws(() => found('fff'), { code: 'UNKNOWN_ROOM' })
  t.throws(() => found(''), { code: 'UNKNOWN_ROOM' })
  t.throws(() => findRoom([], 'x'), { code: 'UNKNOWN_ROOM', message: /no room on this profile yet/ })
})

t.test('the contract is of version 4, and its bounds are those of the protocol', async (t) => {
  t.equal(apiVersion, 4)
  t.equal(bounds.textBytes, limits.textBytes)
  t.equal(bounds.emojiBytes, limits.emojiBytes)
})
