/** `hocket join`: joins by key or link and waits for the first member, without pretending that somebody was there. */
import type { EngineClient } from '../../api/client.js'
import type { RoomView } from '../../api/views.js'
import { HocketError } from '../../errors.js'
import { safe } from '../../text/sanitize.js'
import { amount } from '../../words/span-words.js'
import { argument, type CommandSpec } from '../command.js'
import type { Context } from '../context.js'
import { interruptedExit } from '../exit-codes.js'
import { formatRoomName } from '../formats.js'
import { wholeNumber } from '../options.js'
import { waitFor } from '../wait-for.js'

const defaultWaitS = 30

export const joinCommand: CommandSpec = {
  usage: 'join <link>',
  summary: 'join a room by its key or link; again, by its number too',
  details: `Waits for a member who hands over the room and its history. The profile stays joined either way;
with --wait 0 the command does not wait, and what is sent meanwhile is kept as a draft.`,
  options: [['--wait <seconds>', `how long to wait for a first member (default ${defaultWaitS})`]],
  examples: ['hocket join hocket:w/yryyn…', 'hocket join hocket:w/yryyn… --wait 120'],
  async run(context, args, options) {
    const waitMs = (wholeNumber(options, 'wait', { min: 0, max: 86_400 }) ?? defaultWaitS) * 1000
    const engine = await context.engine()
    const joined = await engine.call('room.join', { link: argument(args, 0) })
    const room = waitMs === 0 ? joined : await waitForHistory(context, { engine, joined, waitMs })
    report(context, room)
    if (waitMs === 0 || hasHistory(room)) return undefined
    if (context.stop.aborted) return interruptedExit
    throw new HocketError('TIMEOUT', missingSoFar(room))
  },
}

async function waitForHistory(
  context: Context,
  {
    engine,
    joined,
    waitMs,
  }: { readonly engine: EngineClient; readonly joined: RoomView; readonly waitMs: number },
): Promise<RoomView> {
  let room = joined
  await waitFor({ engine, clock: context.clock, timeoutMs: waitMs, stop: context.stop }, async () => {
    const rooms = await engine.call('rooms.list', {})
    room = rooms.find(({ handle }) => handle === joined.handle) ?? room
    return hasHistory(room)
  })
  return room
}

/** The genesis is here, somebody else's records too, and nothing that is known to exist is missing. */
function hasHistory(room: RoomView): boolean {
  const others = room.members - (room.access === 'write' ? 1 : 0)
  return room.state === 'ready' && others > 0 && room.sync.missingBlocks === 0
}

function report({ out }: Context, room: RoomView): void {
  if (room.state === 'ready') {
    const what = safe`${amount(room.messages, safe`message`)}, ${amount(room.members, safe`member`)}`
    out.result(room, safe`Joined ${formatRoomName(room)}, room ${room.number}: ${what}.`)
  } else {
    out.result(room, safe`Joined as room ${room.number}. Its name and history come with the first member.`)
  }
}

function missingSoFar({ state, sync }: RoomView): string {
  if (state === 'waiting')
    return 'No member of the room was there in time. You stay joined, and what you send is kept as a draft until one comes.'
  return sync.missingBlocks > 0
    ? `The history still misses ${amount(sync.missingBlocks, safe`block`)}; what is missing is fetched while an engine runs ("hocket up").`
    : 'No history has arrived in time. You stay joined; it is fetched when a member is there.'
}
