/** Mentions as engines show them. */
import type { MentionParam } from '../../src/api/methods.js'
import type { MessageView } from '../../src/api/views.js'

/** Everybody is called by the beginning of their key here. */
export function named(mentions: readonly MentionParam[]): MessageView['mentions'] {
  return mentions.map((mention) => ({ ...mention, nick: mention.author.slice(0, 4) }))
}
