/**
 * Types and lengths of every parameter, checked before the engine sees a call. A method or a parameter that is missing
 * here does not compile. What a value means (is this a link, does the room exist) is the engine's business.
 */
import { bounds } from '../api/bounds.js'
import type { MethodName, Params } from '../api/methods.js'

type Check = (value: unknown) => boolean
type ParamChecks<M extends MethodName> = { readonly [K in keyof Params<M>]-?: Check }

const text =
  (maxBytes: number): Check =>
  (value) =>
    typeof value === 'string' && !/\p{Surrogate}/u.test(value) && Buffer.byteLength(value) <= maxBytes
const whole =
  (max: number): Check =>
  (value) =>
    Number.isInteger(value) && Number(value) >= 0 && Number(value) <= max
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value)
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)
const listOf =
  (check: Check, most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(check)
const object =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).every((name) => Object.hasOwn(fields, name)) &&
    Object.entries(fields).every(([name, check]) => check((value as Record<string, unknown>)[name]))

const field = text(bounds.fieldBytes)
const handle = text(256)
/** Longer than a message may be, so that the engine itself can say what is wrong with it. */
const message = text(2 * bounds.textBytes)
/** Whatever was pasted for a link: the engine itself says why it is none. */
const link = text(2 * bounds.textBytes)
const page = whole(bounds.pageLines)
const offset = whole(2 * bounds.textBytes)
const sendId: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
const mentions = optional(listOf(object({ author: field, start: offset, end: offset }), bounds.mentions))

const checks: { readonly [M in MethodName]: ParamChecks<M> } = {
  'engine.hello': { api: whole(1_000_000), face: text(64) },
  'engine.stop': {},
  'engine.linger': { lingerMs: whole(bounds.lingerMs) },
  'engine.doctor': {},
  'engine.rebuildIndex': {},
  'me.nick': { nick: optional(field) },
  'me.words': { words: optional(listOf(field, bounds.words)) },
  'rooms.list': {},
  'rooms.left': {},
  'rooms.markRead': {},
  'room.create': { name: field },
  'link.read': { link },
  'room.join': { link },
  'room.leave': { handle, now: oneOf(true, false) },
  'room.link': { handle, kind: oneOf('w', 'r') },
  'room.send': {
    handle,
    text: message,
    format: optional(oneOf(0, 1)),
    reply: optional(handle),
    mentions,
    sendId: optional(sendId),
  },
  'room.edit': { handle, id: handle, text: message, mentions, sendId: optional(sendId) },
  'room.sent': { handle, sendId },
  'room.redact': { handle, id: handle, reason: optional(field) },
  'room.react': { handle, id: handle, emoji: field, on: oneOf(true, false) },
  'room.rename': { handle, name: field },
  'room.page': { handle, anchor: optional(handle), before: page, after: page },
  'room.drafts': { handle },
  'room.members': { handle },
  'room.message': { handle, id: handle },
  'room.markRead': { handle },
  'room.markSeen': { handle, ids: listOf(handle, bounds.markedIds) },
  'room.markUnread': { handle, id: handle },
  'room.seek': {
    handle,
    target: oneOf('start', 'unread', 'late', 'mention-before', 'mention-after'),
    from: optional(handle),
  },
  'room.level': { handle, level: oneOf('all', 'mentions', 'none') },
  'room.words': { handle, words: optional(listOf(field, bounds.words)) },
  'room.hash': { handle },
  'room.search': { handle: optional(handle), query: field, limit: whole(bounds.searchHits) },
  'net.status': {},
  'net.refresh': {},
}

/** Every method of the contract. */
export const methodNames = Object.keys(checks) as readonly MethodName[]

/** Why `params` do not fit `method`, or undefined when they do. */
export function paramsFault(method: MethodName, params: unknown): string | undefined {
  if (params !== undefined && (typeof params !== 'object' || params === null || Array.isArray(params))) {
    return `${method}: the parameters are not an object.`
  }
  const given = (params ?? {}) as Readonly<Record<string, unknown>>
  const wanted: Readonly<Record<string, Check>> = checks[method]
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(wanted, name))
  if (unknown !== undefined) return `${method}: there is no parameter of that name.`
  const bad = Object.entries(wanted).find(([name, check]) => !check(given[name]))
  return bad === undefined ? undefined : `${method}: "${bad[0]}" is missing, of the wrong type or too long.`
}
