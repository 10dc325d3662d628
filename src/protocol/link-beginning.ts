/**
 * Whether a text that is no link yet may become one when more is typed. It never says what is wrong with a text: that is
 * what parseLink is for. Pure.
 */
import { bodyCharacters, isLinkKind, type LinkKind, linkScheme, linkVersion, plainLink } from './links.js'
import { decodeZbase32, isZbase32 } from './zbase32.js'

export interface LinkBeginning {
  /** null while it is not known which link or key it will be. */
  readonly missingCharacters: number | null
}

/** Eight characters are five whole bytes; the first of them is the version. */
const wholeCharacters = 8
/** The version is known from two characters on. */
const versionCharacters = 2

/** undefined when nothing that is typed behind `text` makes a link of it, and when it is one. */
export function linkBeginning(text: string): LinkBeginning | undefined {
  const plain = plainLink(text)
  const isBracketed = plain.startsWith('<')
  const link = isBracketed ? plain.slice(1) : plain
  if (linkScheme.startsWith(link)) return { missingCharacters: null }
  const match = /^hocket:([a-z])(?:\/(.*))?$/.exec(link)
  const [, kind = '', body = ''] = match ?? []
  if (match === null) return beginningOf('w', link, 0)
  return isLinkKind(kind) ? beginningOf(kind, body, isBracketed ? 1 : 0) : undefined
}

function beginningOf(kind: LinkKind, body: string, behind: number): LinkBeginning | undefined {
  const missingCharacters = bodyCharacters(kind) - body.length + behind
  const fits = hasOurVersion(body) && isZbase32(body)
  return fits && missingCharacters > 0 ? { missingCharacters } : undefined
}

function hasOurVersion(body: string): boolean {
  if (body.length < versionCharacters) return true
  return decodeZbase32(body.slice(0, wholeCharacters).padEnd(wholeCharacters, 'y'))?.[0] === linkVersion
}
