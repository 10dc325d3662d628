/** An unsent text as it stands in a file: reading is strict, so that a damaged file is noticed and not believed. Pure. */
import type { MentionRange } from '../state/mention-ranges.js'

/** What was being written in one room. */
export interface KeptDraft {
  readonly text: string
  readonly mentions: readonly MentionRange[]
  /** It was being sent under this name when the engine ended: it may be stored already. */
  readonly sendId?: string
}

const version = 1
/** More than an editor holds. */
const longestDraft = 65_536

export function formatDraft(room: string, { text, mentions, sendId }: KeptDraft): string {
  return `${JSON.stringify({ version, room, text, mentions, sendId })}\n`
}

/** undefined: this is not what formatDraft wrote. */
export function parseDraft(text: string): { readonly room: string; readonly draft: KeptDraft } | undefined {
  const value = parseJson(text)
  if (!isRecord(value) || value.version !== version) return undefined
  const { room } = value
  if (typeof room !== 'string' || !isDraft(value)) return undefined
  const { text: draftText, mentions, sendId } = value
  return { room, draft: { text: draftText, mentions, ...(sendId === undefined ? {} : { sendId }) } }
}

function isDraft(
  value: Readonly<Record<string, unknown>>,
): value is Readonly<Record<string, unknown>> & KeptDraft {
  if (typeof value.text !== 'string' || value.text.length > longestDraft) return false
  if (value.sendId !== undefined && !isSendId(value.sendId)) return false
  const { length } = value.text
  return Array.isArray(value.mentions) && value.mentions.every((mention) => isMention(mention, length))
}

function isMention(value: unknown, length: number): value is MentionRange {
  if (!isRecord(value) || typeof value.author !== 'string') return false
  const { start, end } = value
  return isOffset(start) && isOffset(end) && start < end && end <= length
}

function isSendId(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
}

function isOffset(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // the same as any other damage
  }
}
