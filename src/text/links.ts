/**
 * Links in a text: only those that are written out with http:// or https://, so that what is seen is where it leads.
 * A name like example.org is no link, and neither is any other scheme. Offsets only.
 */
import { linkifyit } from 'linkify-it'

/** A link is `text.slice(start, end)`, and that is its target too. */
interface LinkRange {
  readonly start: number
  readonly end: number
}

const finder = linkifyit({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
  .add('//', null)
  .add('ftp:', null)
  .add('mailto:', null)

/** The links of `text`, ascending. */
export function findLinks(text: string): LinkRange[] {
  if (!/https?:\/\//i.test(text)) return []
  return (finder.match(text) ?? []).map(({ index, lastIndex }) => ({ start: index, end: lastIndex }))
}

/** The host a link leads to, as a browser reads it (punycode for other scripts); undefined when it is no address. */
export function hostOf(link: string): string | undefined {
  return URL.canParse(link) ? new URL(link).host : undefined
}
