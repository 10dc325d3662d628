/** Decodes one message of the sync part of a room channel and hands it to the exchange. Answers why it was refused. */
import {
  messageIndex,
  readBucketReq,
  readBuckets,
  readCardMessage,
  readCardReq,
  readDigest,
  readEntries,
  readEvidence,
  readEvidenceReq,
  readHeadAt,
  readHeadAtReq,
  readPresence,
  readReady,
  readTyping,
  readUpdate,
  readWant,
} from '../protocol/messages.js'
import type { Decoded } from '../protocol/reader.js'
import type { HeadsExchange } from './heads-exchange.js'

type Handler = (exchange: HeadsExchange, message: Uint8Array) => Promise<string | undefined>

/** The reason of the refusal, or undefined. Reserved messages are ignored. */
export async function dispatchSync(
  exchange: HeadsExchange,
  index: number,
  message: Uint8Array,
): Promise<string | undefined> {
  return handlers.get(index)?.(exchange, message)
}

const handlers = new Map<number, Handler>([
  [messageIndex.digest, handler(readDigest, (exchange, value) => exchange.onDigest(value))],
  [messageIndex.buckets, handler(readBuckets, (exchange, value) => exchange.onBuckets(value))],
  [messageIndex.bucketReq, handler(readBucketReq, (exchange, value) => exchange.onBucketReq(value))],
  [messageIndex.entries, handler(readEntries, (exchange, value) => exchange.onHeads(value.entries))],
  [messageIndex.update, handler(readUpdate, (exchange, value) => exchange.onHeads(value))],
  [messageIndex.cardReq, handler(readCardReq, (exchange, value) => exchange.onCardReq(value))],
  [messageIndex.card, handler(readCardMessage, (exchange, value) => exchange.onCards(value))],
  [messageIndex.headAtReq, handler(readHeadAtReq, (exchange, value) => exchange.onHeadAtReq(value))],
  [messageIndex.headAt, handler(readHeadAt, (exchange, value) => exchange.onHeadAt(value))],
  [messageIndex.want, handler(readWant, (exchange, value) => exchange.onWant(value))],
  [messageIndex.ready, handler(readReady, (exchange, value) => exchange.onReady(value))],
  // understood and checked, without effect in this version
  [messageIndex.evidenceReq, handler(readEvidenceReq, () => undefined)],
  [messageIndex.evidence, handler(readEvidence, () => undefined)],
  [messageIndex.typing, handler(readTyping, () => undefined)],
  [messageIndex.presence, handler(readPresence, () => undefined)],
])

function handler<T>(
  read: (message: Uint8Array) => Decoded<T>,
  handle: (exchange: HeadsExchange, value: T) => Promise<void> | void,
): Handler {
  return async (exchange, message) => {
    const decoded = read(message)
    if (!decoded.ok) return decoded.reason
    await handle(exchange, decoded.value)
    return undefined
  }
}
