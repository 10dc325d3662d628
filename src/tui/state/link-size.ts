/** What is too long for a link is not shown to the engine: a paste can be longer than any request may be. */
import { safe } from '../../text/sanitize.js'

/** Many times what a link has, also with the spaces of a mail in it. */
export const longestLinkLength = 4096

export const tooLongForLink = safe`This is too long for a link. Copy the link alone, all of it, and nothing around it.`
