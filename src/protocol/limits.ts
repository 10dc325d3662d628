/** Limits of the protocol (PROTOCOL.md §10). Sizes in bytes unless the name says otherwise. */
export const limits = {
  blockBytes: 65_586,
  bodyBytes: 49_152,
  textBytes: 16_384,
  mentionsPerText: 16,
  emojiBytes: 32,
  /** Pairs of identity and emoji that count on one message. */
  reactionsPerMessage: 1_024,
  nickCodePoints: 32,
  statusCodePoints: 80,
  roomNameCodePoints: 64,
  topicCodePoints: 512,
  reasonCodePoints: 200,
  captionCodePoints: 200,
  fileNameCodePoints: 120,
  fileBytes: 1_073_741_824,
  logBlocks: 2 ** 20,
  rolloverBlocks: 2 ** 19,
  messageBytes: 65_536,
  roomsPerStream: 64,
  entriesPerMessage: 900,
  cardsPerMessage: 64,
  wantsPerMessage: 500,
  coresPerStream: 1_100,
  openCores: 2_000,
  /** How far ahead of our clock a record may be before it is held. */
  futureMs: 300_000,
  /** How far before the room's creation a record may be dated (V3). */
  createdSlackMs: 172_800_000,
  maxMs: 2 ** 47,
} as const
