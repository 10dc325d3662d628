/** Commands about who is who. Pure. */
import { type SafeText, safe } from '../../text/sanitize.js'
import { type Command, noRoom, tell } from './command.js'
import { findMember } from './find-member.js'
import { openMembers } from './overlays.js'
import { selectRoom, selectScreen } from './selectors.js'
import type { State } from './state.js'

const group = 'people'

export const peopleCommands: readonly Command[] = [
  {
    name: 'nick',
    group,
    usage: safe`/nick [name]`,
    help: safe`choose your name`,
    example: safe`/nick ana`,
    arguments: ['text'],
    run: (rest, state) => (rest === '' ? [tell(whoAmI(state))] : [{ type: 'nickChosen', nick: rest }]),
  },
  {
    name: 'names',
    aliases: ['members', 'who'],
    group,
    usage: safe`/names`,
    help: safe`who is in this room`,
    example: safe`/names`,
    arguments: [],
    reads: true,
    run: (_, state) => (selectRoom(state) === undefined ? noRoom : [openMembers()]),
  },
  {
    name: 'whois',
    group,
    usage: safe`/whois nick`,
    help: safe`somebody's key, since when they are here, and who looks alike`,
    example: safe`/whois bob`,
    arguments: ['nick'],
    reads: true,
    run: runWhois,
  },
  {
    name: 'whoami',
    group,
    usage: safe`/whoami`,
    help: safe`your own key`,
    example: safe`/whoami`,
    arguments: [],
    reads: true,
    run: runId,
  },
]

function runWhois(rest: string, state: State) {
  const { members } = selectScreen(state)
  if (selectRoom(state) === undefined) return noRoom
  if (rest === '') return safe`Write a nickname behind /whois. /names lists everybody.`
  const member = findMember(members, rest)
  if (typeof member === 'string') return member
  return [{ type: 'overlayOpened', overlay: { kind: 'whois', author: member.author, top: 0 } }] as const
}

function runId(_: string, state: State) {
  if (state.me === null) return safe`The engine has not told yet who you are.`
  return [{ type: 'overlayOpened', overlay: { kind: 'whois', author: state.me.author, top: 0 } }] as const
}

function whoAmI(state: State): SafeText {
  if (state.me === null) return safe`The engine has not told yet who you are.`
  const nick = state.me.nick === null ? safe`You have no nickname yet` : safe`You are ${state.me.nick}`
  return safe`${nick}; your key begins with ${state.me.tag}. /nick NAME changes your name.`
}
