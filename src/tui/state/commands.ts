/** Every slash command, in the order of the help. Help, completion and the documentation are made from this table. */
import type { Command } from './command.js'
import { hocketCommands } from './commands-hocket.js'
import { messageCommands } from './commands-messages.js'
import { peopleCommands } from './commands-people.js'
import { roomCommands } from './commands-rooms.js'

export const commands: readonly Command[] = [
  ...roomCommands,
  ...messageCommands,
  ...peopleCommands,
  ...hocketCommands,
]
