/** Where our own messages go: when the log is held, when it is lost, and when another one must be begun (I9). */
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { HocketError } from '../../src/errors.js'
import { systemClock } from '../../src/lib/clock.js'
import { LogStore, type OwnLogSpec } from '../../src/log/log-store.js'
import type { OwnLog } from '../../src/log/own-log.js'
import type { HeadEntry } from '../../src/protocol/heads.js'
import type { LogKey } from '../../src/protocol/ids.js'
import type { HeadVerdict } from '../../src/sync/replica.js'
import { holdTimers } from '../evil/held-timers.js'
import { person, seeded } from '../protocol/world.js'
import { noisePair } from '../testnet/noise-pair.js'
import { until } from '../testnet/until.js'
import { createdRoom, folder, type Kept, openRoom, type TestRoom } from './rooms.js'

const bob = person('bob').attestation

/** What Bob says about a log of ours. */
function bobSays(
  { room }: TestRoom,
  log: LogKey,
  verdict: HeadVerdict,
  change: Partial<HeadEntry> = {},
): void {
  const entry = { ...room.headOf(log)!, ...change }
  room.onPeerHead(entry, verdict, { identity: bob.identity, device: bob.device })
}

async function say({ room }: TestRoom, ...texts: string[]): Promise<string[]> {
  const states: string[] = []
  for (const text of texts) states.push((await room.outgoing.say({ kind: 'text', format: 0, text })).state)
  return states
}

/** The logs of the room in the order in which they were begun, and how long they are. */
function lengths({ room }: TestRoom): number[] {
  return room.state!.logs.roster.all().map(({ state }) => state.nextSeq)
}

t.test('I9: when a peer holds another history of our log, the next message goes to a new log', async (t) => {
  const kept = createdRoom()
  const ana = await openRoom(t, { dir: folder(t), kept })
  t.same(await say(ana, 'one', 'two'), ['stored', 'stored'])
  t.same(await ana.texts(), ['one', 'two'])
  const first = await ana.own()
  bobSays(ana, first.key, 'forked')
  await say(ana, 'three')
  const second = await ana.own()
  t.not(second.key, first.key)
  t.equal(kept.secrets.logNumber, 2)
  bobSays(ana, first.key, 'forked')
  await say(ana, 'four')
  t.equal((await ana.own()).key, second.key, 'what is said about the old log changes nothing')
  t.same(await ana.texts(), ['one', 'two', 'three', 'four'])
  t.same(lengths(ana), [4, 4])
  t.same(ana.reported, [])
})

t.test(
  'I9: when the store has seen two histories of our log, the next message goes to a new log',
  async (t) => {
    const ana = await openRoom(t, { dir: folder(t), kept: createdRoom() })
    await say(ana, 'one')
    const first = await ana.own()
    first.alarms.emit('conflict')
    t.same(await say(ana, 'two'), ['stored'])
    t.not((await ana.own()).key, first.key)
    t.same(await ana.texts(), ['one', 'two'])
  },
)

t.test(
  'a log that was lost with its journal is not begun again: others may hold what was in it',
  async (t) => {
    const dir = folder(t)
    const kept = createdRoom()
    const before = await openRoom(t, { dir, kept })
    await say(before, 'lost')
    const lost = (await before.own()).key
    await before.close()
    for (const part of ['logs', 'index.db', 'cards']) rmSync(join(dir, part), { recursive: true })
    const after = await openRoom(t, { dir, kept })
    t.not((await after.own()).key, lost)
    t.equal(kept.secrets.logNumber, 2)
    await say(after, 'begun anew')
    t.same(await after.texts(), ['begun anew'])
  },
)

t.test('a log whose card and index were lost goes on, because the card is in its first block', async (t) => {
  const dir = folder(t)
  const kept = createdRoom()
  const before = await openRoom(t, { dir, kept })
  await say(before, 'one')
  const log = (await before.own()).key
  await before.close()
  for (const part of ['index.db', 'cards']) rmSync(join(dir, part), { recursive: true })
  const after = await openRoom(t, { dir, kept })
  await say(after, 'two')
  t.equal((await after.own()).key, log)
  t.same(await after.texts(), ['one', 'two'])
  t.equal(kept.secrets.logNumber, 1)
})

/** A room whose log is not vouched for: its journal is gone. */
async function unclean(t: Test, kept: Kept, beforeSave?: () => void): Promise<TestRoom> {
  const dir = folder(t)
  const before = await openRoom(t, { dir, kept })
  await say(before, 'one')
  await before.close()
  rmSync(join(dir, 'logs', 'journal'))
  return openRoom(t, { dir, kept, ...(beforeSave !== undefined && { beforeSave }) })
}

t.test(
  'after an unclean stop everything is a draft until a member has spoken, then sent once and in order',
  async (t) => {
    const kept = createdRoom()
    const ana = await unclean(t, kept)
    t.same(await say(ana, 'two', 'three'), ['draft', 'draft'])
    t.same(await ana.texts(), ['one'])
    await t.rejects(ana.room.outgoing.record({ kind: 'profile', nick: 'anna', colour: 0 }), {
      code: 'ROOM_WAITING',
    })
    const log = (await ana.own()).key
    bobSays(ana, log, 'ahead', { length: 9 })
    t.same(await say(ana, 'four'), ['draft'], 'a longer log of ours must come back first')
    bobSays(ana, log, 'same')
    bobSays(ana, log, 'same')
    await until(() => kept.drafts.length === 0)
    t.same(await say(ana, 'five'), ['stored'])
    t.same(await ana.texts(), ['one', 'two', 'three', 'four', 'five'])
    t.same(ana.reported, [])
  },
)

t.test('a draft that cannot be taken out of its file is sent once all the same', async (t) => {
  const kept = createdRoom()
  let isFull = false
  const ana = await unclean(t, kept, () => {
    if (isFull) throw new HocketError('DISK_FULL', 'The disk is full.')
  })
  await say(ana, 'two', 'three')
  isFull = true
  bobSays(ana, (await ana.own()).key, 'same')
  await until(() => ana.reported.length > 0)
  t.equal(kept.drafts.length, 2)
  isFull = false
  t.same(await say(ana, 'four'), ['draft'], 'behind the drafts that wait')
  await until(() => kept.drafts.length === 0)
  t.same(await ana.texts(), ['one', 'two', 'three', 'four'])
})

t.test('a genesis that could not be stored is taken when it comes again; drafts follow it', async (t) => {
  const { genesis, ladderSig, s, ...rest } = createdRoom().secrets
  const { roomId: _, ...secrets } = rest
  const kept: Kept = { secrets, drafts: [] }
  let isFull = false
  const ana = await openRoom(t, {
    dir: folder(t),
    kept,
    beforeSave: () => {
      if (isFull) throw new HocketError('DISK_FULL', 'The disk is full.')
    },
  })
  t.same(await say(ana, 'anybody?'), ['draft'])
  const grant = { genesis: genesis!, ladderSig: ladderSig!, s: s! }
  t.notOk(await ana.room.takeGenesis({ ...grant, s: seeded('another s') }))
  isFull = true
  await t.rejects(ana.room.takeGenesis(grant), { code: 'DISK_FULL' })
  t.ok(ana.room.lacksGenesis)
  isFull = false
  const [first, second] = await Promise.all([ana.room.takeGenesis(grant), ana.room.takeGenesis(grant)])
  t.same([first, second, ana.room.lacksGenesis], [true, true, false])
  await until(() => kept.drafts.length === 0)
  t.same(await ana.texts(), ['anybody?'])
  t.same(await say(ana, 'it works'), ['stored'])
  t.equal(kept.secrets.logNumber, 1)
})

/** A store whose own logs refuse their first `failures` appends. */
class FailingStore extends LogStore {
  failures = 0

  override async openOwn(spec: OwnLogSpec): Promise<OwnLog> {
    const log = await super.openOwn(spec)
    const append = log.append.bind(log)
    log.append = async (blocks, at) => {
      if (this.failures === 0) return append(blocks, at)
      this.failures--
      throw new HocketError('DISK_FULL', 'The disk is full.')
    }
    return log
  }
}

t.test('a new log that could not be begun is left behind: no log is ever without its Join', async (t) => {
  const kept = createdRoom()
  let store: FailingStore | undefined
  const ana = await openRoom(t, {
    dir: folder(t),
    kept,
    store: (options) => {
      store = new FailingStore(options)
      return store
    },
  })
  await say(ana, 'one')
  bobSays(ana, (await ana.own()).key, 'forked')
  store!.failures = 1
  await t.rejects(say(ana, 'not sent'), { code: 'DISK_FULL' })
  t.same(await say(ana, 'two', 'three'), ['stored', 'stored'])
  t.same(await ana.texts(), ['one', 'two', 'three'])
  t.same(lengths(ana), [3, 0, 4])
  t.same(
    ana.room.state!.logs.roster.all().filter(({ state }) => state.ended !== undefined),
    [],
  )
})

t.test(
  'I9: who knows that more of our tail exists, but gives none of it, stops us from nothing',
  async (t) => {
    const root = folder(t)
    const [dir, parts] = [join(root, 'ana'), ['logs/store/db', 'logs/journal', 'index.db']]
    const kept = createdRoom()
    const first = await openRoom(t, { dir, kept })
    await say(first, 'one')
    const log = (await first.own()).key
    await first.close()
    for (const part of parts) cpSync(join(dir, part), join(root, 'backup', part), { recursive: true })
    const reader = new LogStore({
      dir: join(root, 'reader'),
      journalKey: seeded('journal'),
      clock: systemClock,
      report: t.error,
    })
    await reader.ready()
    t.teardown(() => reader.close())
    const copy = await reader.openRemote(log)
    const newer = await openRoom(t, { dir, kept })
    await say(newer, 'two', 'three')
    const [left, right] = await noisePair()
    ;(await newer.own()).replicate(left)
    copy.replicate(right)
    await copy.download(0, 5).done
    await newer.close()
    left.destroy()
    for (const part of parts) {
      rmSync(join(dir, part), { recursive: true })
      cpSync(join(root, 'backup', part), join(dir, part), { recursive: true })
    }
    const clock = { ...systemClock }
    const timers = holdTimers(clock)
    const restored = await openRoom(t, { dir, kept, clock })
    const own = await restored.own()
    const [here, there] = await noisePair()
    own.replicate(here)
    copy.replicate(there)
    await until(() => own.signedLength === 5)
    here.destroy()
    t.equal(own.length, 3)
    const saying = say(restored, 'after the restore')
    await until(() => timers.waits(3_000))
    timers.letPass(3_000)
    t.same(await saying, ['stored'])
    t.not((await restored.own()).key, log)
    t.same(await restored.texts(), ['one', 'after the restore'])
  },
)
