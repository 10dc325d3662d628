/** The member that a person means by a nick, a nick with a piece of the key, or the beginning of either. Pure. */
import { joinSafe, type SafeText, safe, sanitizeLine } from '../../text/sanitize.js'
import type { MemberModel } from './models.js'

const mostNamed = 5

/** The one who fits; otherwise a sentence that says why there is none. Of several who are called the same none is taken. */
export function findMember(members: readonly MemberModel[], typed: string): MemberModel | SafeText {
  const wanted = typed.replace(/^@/, '').trim().toLowerCase()
  const tests: readonly ((member: MemberModel) => boolean)[] = [
    (member) => member.nick.toLowerCase() === wanted,
    (member) => member.name.toLowerCase() === wanted,
    (member) => member.nick.toLowerCase().startsWith(wanted),
  ]
  for (const fits of tests) {
    const found = members.filter(fits)
    if (found[0] !== undefined) return found.length === 1 ? found[0] : several(found)
  }
  return safe`Nobody here is called ${sanitizeLine(typed, 40)}. /names lists everybody.`
}

function several(found: readonly MemberModel[]): SafeText {
  const names = found.slice(0, mostNamed).map(({ nick }) => nick)
  const more = found.length > mostNamed ? safe` and ${found.length - mostNamed} more` : safe``
  return safe`Several people fit: ${joinSafe(names, safe`, `)}${more}. Write more of the name.`
}
