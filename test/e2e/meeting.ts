/** Several people in one room, each with an engine that stays, and what the room holds for one of them. */
import type { Test } from 'tap'
import type { MessageView, RoomView } from '../../src/api/views.js'
import { type Profile, profiles } from './profiles.js'

/** Profiles of these names with nicks; the first has made the room #garden, the others have joined it. */
export async function meet<Names extends readonly string[]>(
  t: Test,
  names: Names,
): Promise<{ readonly [I in keyof Names]: Profile }> {
  const people = await wake(t, names)
  const [host, ...guests] = people as unknown as readonly [Profile, ...Profile[]]
  await host.ok('create', 'garden')
  const link = await host.ok('link', 'garden')
  await Promise.all(guests.map((guest) => guest.ok('join', link, '--wait', '30')))
  return people
}

/** Profiles of these names with nicks and engines, in no room. */
export async function wake<Names extends readonly string[]>(
  t: Test,
  names: Names,
): Promise<{ readonly [I in keyof Names]: Profile }> {
  const people = await profiles(t, names)
  await Promise.all(
    people.map(async (profile, index) => {
      await profile.up()
      await profile.ok('nick', names[index] ?? '')
    }),
  )
  return people as unknown as { readonly [I in keyof Names]: Profile }
}

/** What people said in the room, oldest first. */
export async function said(profile: Profile, room = 'garden'): Promise<readonly MessageView[]> {
  const lines = await facts<MessageView>(profile, 'tail', room, '-n', '50')
  return lines.filter(({ type }) => type === 'text')
}

export async function texts(profile: Profile, room = 'garden'): Promise<readonly string[]> {
  return (await said(profile, room)).map(({ text }) => text)
}

/** The room as the engine of this profile has it. */
export async function roomOf(profile: Profile, name = 'garden'): Promise<RoomView> {
  const rooms = await facts<RoomView>(profile, 'rooms')
  const room = rooms.find((candidate) => candidate.name === name)
  if (room === undefined) throw new Error(`${name} is none of ${rooms.map((other) => other.name)}`)
  return room
}

async function facts<T>(profile: Profile, ...args: readonly string[]): Promise<readonly T[]> {
  const printed = await profile.ok('--json', ...args)
  return printed.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as T]))
}
