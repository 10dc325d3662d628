/** The commands as lines, made from the table that runs them, with those that only the linear face has. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import { commands } from '../state/commands.js'

/** Commands of the linear face, where the screen has keys. */
export const ownCommands = [
  { name: 'room', usage: safe`/room [number or name]`, help: safe`go to a room, or list them` },
  { name: 'older', usage: safe`/older [count]`, help: safe`read what stands before` },
] as const

export function commandLines(): SafeText[] {
  const table = [
    ...commands.filter(({ name }) => !ownCommands.some((own) => own.name === name)),
    ...ownCommands,
  ]
  return [
    safe`Commands; everything else is sent to the room:`,
    ...table.map(({ usage, help }) => safe`${usage}: ${help}`),
    safe`//text: sends /text`,
  ]
}
