/** The member that a person means by a nick, a nick with a piece of the key, or the beginning of either. Pure. */
import type { MemberModel } from './models.js'

export function findMember(members: readonly MemberModel[], typed: string): MemberModel | undefined {
  const wanted = typed.replace(/^@/, '').trim().toLowerCase()
  const isShown = (member: MemberModel) => member.nick.toLowerCase() === wanted
  const isNamed = (member: MemberModel) => member.name.toLowerCase() === wanted
  const begins = (member: MemberModel) => member.nick.toLowerCase().startsWith(wanted)
  return members.find(isShown) ?? members.find(isNamed) ?? members.find(begins)
}
