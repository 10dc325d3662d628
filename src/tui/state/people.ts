/**
 * How people are called on the screen, so that nobody passes for somebody else: who has the nick of another, or one that
 * looks like it, is shown with the beginning of the own key's tag, as much of it as tells them apart. Pure.
 */
import { type SafeText, safe, sanitizeLine, sanitizeNick, sliceSafe } from '../../text/sanitize.js'
import { skeleton } from '../../text/skeleton.js'
import { nickRole } from '../style/theme.js'
import type { MemberModel, PersonModel } from './models.js'

/** Shortest beginning of a tag that is shown. */
const shortestTag = 4

/** Somebody as the engine tells of them. */
export interface Named {
  readonly author: string
  readonly nick: string
  readonly tag: string
}

interface Claim {
  readonly nick: SafeText
  readonly tag: SafeText
}

/** Who has a nick that looks like this: skeleton → author → their claim to it. */
type Claims = Map<string, Map<string, Claim>>

/** Gives the person who is shown for a raw one. */
export interface People {
  person(raw: Named, whose: 'mine' | 'theirs'): PersonModel
  /** How somebody is called who is only spoken of. */
  nick(raw: Omit<Named, 'tag'>): SafeText
  /** Whether somebody else is called the same, or only looks it. */
  likeness(author: string, nick: SafeText): PersonModel['likeness']
  /** Whom somebody of this nick can be taken for, in words. */
  warning(author: string, nick: SafeText): SafeText | null
}

/** The people of a page, told apart among themselves and from the members. */
export function peopleOf(raw: readonly Named[], known: readonly MemberModel[] = []): People {
  const claims = claimsOf(known)
  const nicks = new Map<string, SafeText>()
  for (const { author, nick, tag } of raw) {
    if (nicks.has(author)) continue
    nicks.set(author, sanitizeNick(nick))
    claims.own(author, { nick: sanitizeNick(nick), tag: sanitizeLine(tag) })
  }
  const made = new Map<string, PersonModel>()
  const nameOf = ({ author, nick }: Omit<Named, 'tag'>) => nicks.get(author) ?? sanitizeNick(nick)
  return {
    person(one, whose) {
      const existing = made.get(one.author)
      if (existing !== undefined) return existing
      const nick = nameOf(one)
      const role = whose === 'mine' ? ('own' as const) : nickRole(one.author)
      const likeness = whose === 'mine' ? null : claims.likeness(one.author, nick)
      const model = { author: one.author, name: nick, nick: claims.shown(one.author, nick), role, likeness }
      made.set(one.author, model)
      return model
    },
    nick: (one) => claims.shown(one.author, nameOf(one)),
    likeness: (author, nick) => claims.likeness(author, nick),
    warning: (author, nick) => claims.warning(author, nick),
  }
}

const membersClaims = new WeakMap<readonly MemberModel[], Claims>()

/** The claims of the members, made once for each list, and those of others beside them. */
function claimsOf(known: readonly MemberModel[]) {
  const members = membersClaims.get(known) ?? new Map()
  if (members.size === 0) {
    for (const { author, name, tag } of known) claim(members, author, { nick: name, tag })
    membersClaims.set(known, members)
  }
  const own: Claims = new Map()
  const allOf = (nick: SafeText): ReadonlyMap<string, Claim> => {
    const bones = bonesOf(nick)
    return new Map([...(members.get(bones) ?? []), ...(own.get(bones) ?? [])])
  }
  const othersOf = (author: string, nick: SafeText) =>
    [...allOf(nick)].flatMap(([other, theirs]) => (other === author ? [] : [theirs]))
  return {
    own: (author: string, mine: Claim) => claim(own, author, mine),
    shown: (author: string, nick: SafeText) => shownNick(author, nick, allOf(nick)),
    likeness(author: string, nick: SafeText) {
      const others = othersOf(author, nick)
      if (others.length === 0) return null
      return others.some(({ nick: theirs }) => theirs === nick) ? ('same' as const) : ('alike' as const)
    },
    warning(author: string, nick: SafeText) {
      const others = othersOf(author, nick)
      const other = others.find(({ nick: theirs }) => theirs === nick) ?? others[0]
      if (other === undefined) return null
      return other.nick === nick ? safe`not the only ${nick} here` : safe`looks like ${other.nick}`
    },
  }
}

function claim(claims: Claims, author: string, mine: Claim): void {
  const bones = bonesOf(mine.nick)
  const owners = claims.get(bones) ?? new Map<string, Claim>()
  claims.set(bones, owners.set(author, mine))
}

/** What a nick looks like; one of which nothing is left is only like itself. */
export function bonesOf(nick: SafeText): string {
  return skeleton(nick) || nick
}

function shownNick(author: string, nick: SafeText, owners: ReadonlyMap<string, Claim>): SafeText {
  const mine = owners.get(author)
  if (mine === undefined) return owners.size === 0 ? nick : safe`${nick}·?`
  if (owners.size < 2) return nick
  const others = [...owners].filter(([other]) => other !== author).map(([, { tag }]) => tag)
  let length = shortestTag
  while (length < mine.tag.length && others.some((tag) => tag.startsWith(mine.tag.slice(0, length))))
    length += 1
  return safe`${nick}·${sliceSafe(mine.tag, 0, length)}`
}
