/**
 * Bounds of what goes through the contract: rpc/ checks them before the engine sees a call, faces use them to say so early.
 * Sizes in bytes unless the name says otherwise. Pure.
 */
export const bounds = {
  /** One message, as UTF-8: the same as the protocol's own limit. */
  textBytes: 16_384,
  /** A reaction, as UTF-8: the same. */
  emojiBytes: 32,
  /** A nick, a room's name or a search: generous, the engine knows the exact rules. */
  fieldBytes: 4_096,
  /** Names by key in one message: more than a message can hold, the engine keeps the first ones. */
  mentions: 256,
  /** Lines of one page before, and after, the anchor. */
  pageLines: 500,
  searchHits: 1_000,
  /** Messages that are marked in one call. */
  markedIds: 1_000,
  /** Own words that count as mentions. */
  words: 64,
  /** How long an engine may be asked to wait for another member: one day. */
  lingerMs: 86_400_000,
} as const
