/** The commands as lines, made from the table that runs them, with those that only the linear face has. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import { commands } from '../state/commands.js'

/** Commands of the linear face, where the screen has keys. */
export const ownCommands = [
  { name: 'room', usage: safe`/room [number or name]`, help: safe`go to a room, or list them` },
  { name: 'older', usage: safe`/older [count]`, help: safe`read what stands before` },
  { name: 'last', usage: safe`/last [count]`, help: safe`the newest messages, with numbers` },
  { name: 'show', usage: safe`/show N`, help: safe`read message N of that list whole` },
  { name: 'reply', usage: safe`/reply N text`, help: safe`answer it` },
  { name: 'react', usage: safe`/react N :tada:`, help: safe`react to it, or take that back` },
  { name: 'edit', usage: safe`/edit N text`, help: safe`give your message another text` },
  { name: 'delete', usage: safe`/delete N [why]`, help: safe`remove it for everybody` },
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
