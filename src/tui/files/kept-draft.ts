/** Unsent texts as they stand in a file: reading is strict, so that a damaged file is noticed and not believed. Pure. */
import type { MentionRange } from '../state/mention-ranges.js'

/** What was being written in one room. */
export interface KeptDraft {
  readonly text: string
  readonly mentions: readonly MentionRange[]
}

const version = 1
/** More than an editor holds. */
const longestDraft = 65_536

export function formatDrafts(drafts: ReadonlyMap<string, KeptDraft>): string {
  return `${JSON.stringify({ version, drafts: Object.fromEntries(drafts) })}\n`
}

/** undefined: this is not what formatDrafts wrote. */
export function parseDrafts(text: string): ReadonlyMap<string, KeptDraft> | undefined {
  const value = parseJson(text)
  if (!isRecord(value) || value.version !== version || !isRecord(value.drafts)) return undefined
  const drafts = Object.entries(value.drafts)
  return drafts.every((entry): entry is [string, KeptDraft] => isDraft(entry[1]))
    ? new Map(drafts)
    : undefined
}

function isDraft(value: unknown): value is KeptDraft {
  if (!isRecord(value) || typeof value.text !== 'string' || value.text.length > longestDraft) return false
  const { length } = value.text
  return Array.isArray(value.mentions) && value.mentions.every((mention) => isMention(mention, length))
}

function isMention(value: unknown, length: number): value is MentionRange {
  if (!isRecord(value) || typeof value.author !== 'string') return false
  const { start, end } = value
  return isOffset(start) && isOffset(end) && start < end && end <= length
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
