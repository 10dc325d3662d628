/**
 * What people from other programs type and this one cannot do: the answer says why and what there is instead, so that
 * nobody believes that something was done. No help lists these. Pure.
 */
import { type SafeText, safe } from '../../text/sanitize.js'

const noDirect = safe`There are no direct messages yet: /create makes a room, /link gets somebody in.`
const noIgnore = safe`Nobody can be ignored yet. /notify none silences this room.`

export const absentCommands: ReadonlyMap<string, SafeText> = new Map([
  ['topic', safe`Rooms have no topic yet: /rename gives your room another name.`],
  ['msg', noDirect],
  ['query', noDirect],
  ['ignore', noIgnore],
  ['unignore', noIgnore],
  ['kick', safe`Nobody can be made to leave: who has the link of a room is in it.`],
  ['ban', safe`Nobody can be made to leave: who has the link of a room is in it.`],
  ['away', safe`Nobody is told whether you are away: others see only whether your machine is connected.`],
  ['verify', safe`Compare keys with somebody over another way: /whois NICK shows theirs, /whoami yours.`],
  ['connect', safe`There are no servers to connect to: /join takes the link of a room.`],
])
