/** `hocket demo`: a room on this machine with three peers who talk; the user sits in it, on the screen or reading along. */
import { bounds } from '../../api/bounds.js'
import { safe, sanitizeLine } from '../../text/sanitize.js'
import type { CommandSpec } from '../command.js'
import type { Context } from '../context.js'
import { startDemoSession } from '../demo/demo-session.js'
import { type DemoOutcome, playScript } from '../demo/play-script.js'
import { type Demo, startDemo } from '../demo/start-demo.js'
import { interruptedExit } from '../exit-codes.js'
import { followRoom } from '../follow-room.js'
import type { Output } from '../output.js'
import { printMessage } from '../print-message.js'
import { newestLines } from '../timeline-reader.js'
import { hasTerminal, openScreen } from './screen.js'

export const demoCommand: CommandSpec = {
  usage: 'demo',
  summary: 'sit in a room on this machine with three peers who talk',
  details: `Nothing leaves the machine, and everything is removed at the end. On a terminal the screen opens, and you can write too;
elsewhere, and with --plain or --json, the conversation is printed and the command ends with it.`,
  options: [
    ['--plain', 'print the conversation instead of opening the screen'],
    ['--once', 'the same as --plain: end with the conversation'],
    ['--fast', 'without pauses'],
  ],
  examples: ['hocket demo', 'hocket demo --plain', 'hocket demo --json --fast'],
  async run(context, _args, options) {
    const { io, out, clock } = context
    const pace = options.fast === true ? 0 : 1
    const plain = options.plain === true || options.once === true || out.json || !hasTerminal(io)
    const { stop } = context // from here on signals end the demo in order
    out.note('Starting a network and three peers on this machine. Nothing leaves it.')
    if (plain) return await readAlong(context, pace)
    const session = await startDemoSession({ clock, pace })
    try {
      return stop.aborted ? 0 : await openScreen(context, session)
    } finally {
      await session.stop()
    }
  },
}

async function readAlong(context: Context, pace: number): Promise<number> {
  const demo = await startDemo({ clock: context.clock })
  const finished = new AbortController()
  try {
    const reading = printSeat(context, demo, AbortSignal.any([context.stop, finished.signal]))
    const outcome = await playScript(demo, { pace, stop: context.stop }).finally(() => finished.abort())
    await reading
    return report(context.out, outcome)
  } finally {
    await demo.close()
  }
}

/** Prints what the user's seat sees until `stop`, and then whatever came in the last moment. */
async function printSeat(context: Context, demo: Demo, stop: AbortSignal): Promise<void> {
  const { clock, out } = context
  const room = await demo.seat.room()
  const timeline = { engine: demo.seat.engine, handle: room.handle }
  const printed = new Set<string>()
  for await (const { message, late } of followRoom({
    ...timeline,
    clock,
    stop,
    room,
    shown: [],
    sinceMs: 0,
  })) {
    await printMessage(out, message, { late })
    printed.add(message.id)
  }
  for (const message of await newestLines(timeline, bounds.pageLines)) {
    if (!printed.has(message.id)) await printMessage(out, message)
  }
}

function report(out: Output, outcome: DemoOutcome | undefined): number {
  if (outcome === undefined) return interruptedExit
  const { hash, peers } = outcome
  if (out.json) out.fact({ peers, agree: hash !== undefined, hash: hash ?? null })
  else if (hash === undefined) out.note('The peers did not come to hold the same room in time.')
  else out.line(safe`All ${peers} peers hold the same room: ${sanitizeLine(hash)}`)
  return hash === undefined ? 1 : 0
}
