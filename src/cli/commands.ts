/** Every command, in the order in which `--help` lists them. */
import type { CommandSpec } from './command.js'
import { configCommand } from './commands/config.js'
import { createCommand } from './commands/create.js'
import { demoCommand } from './commands/demo.js'
import { dhtCommand } from './commands/dht.js'
import { doctorCommand } from './commands/doctor.js'
import { editCommand } from './commands/edit.js'
import { hashCommand } from './commands/hash.js'
import { joinCommand } from './commands/join.js'
import { leaveCommand } from './commands/leave.js'
import { linkCommand } from './commands/link.js'
import { membersCommand } from './commands/members.js'
import { mentionsCommand } from './commands/mentions.js'
import { netCommand } from './commands/net.js'
import { nickCommand } from './commands/nick.js'
import { reactCommand } from './commands/react.js'
import { redactCommand } from './commands/redact.js'
import { roomsCommand } from './commands/rooms.js'
import { searchCommand } from './commands/search.js'
import { sendCommand } from './commands/send.js'
import { stopCommand } from './commands/stop.js'
import { tailCommand } from './commands/tail.js'
import { upCommand } from './commands/up.js'
import { wordsCommand } from './commands/words.js'

export const commands: readonly CommandSpec[] = [
  createCommand,
  joinCommand,
  leaveCommand,
  roomsCommand,
  sendCommand,
  editCommand,
  redactCommand,
  reactCommand,
  tailCommand,
  searchCommand,
  membersCommand,
  mentionsCommand,
  linkCommand,
  nickCommand,
  netCommand,
  hashCommand,
  upCommand,
  stopCommand,
  dhtCommand,
  demoCommand,
  doctorCommand,
  configCommand,
  wordsCommand,
]
