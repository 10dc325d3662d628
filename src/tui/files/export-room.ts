/**
 * Writes all messages of a room into a new text file, page by page, so that a long history needs no memory. Never writes over
 * a file; what could not be finished is removed. Texts are made safe as on the screen: the file may be shown by `cat`.
 */
import { type FileHandle, open, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Params, Result } from '../../api/methods.js'
import type { MessageView } from '../../api/views.js'
import { HocketError } from '../../errors.js'
import { errorCode } from '../../lib/error-code.js'
import { sanitize, sanitizeLine, sanitizeNick } from '../../text/sanitize.js'
import { clockTime } from '../timeline/times.js'
import { expandHome } from './list-paths.js'

const pageLines = 500

export interface ExportOptions {
  /** As it was typed: ~ is the home of the person. */
  readonly file: string
  readonly handle: string
  readonly pages: (params: Params<'room.page'>) => Promise<Result<'room.page'>>
  readonly signal: AbortSignal
}

/** Resolves with the file and how many messages are in it. Throws NOT_WRITABLE when the file exists or cannot be written. */
export async function exportRoom({ file, handle, pages, signal }: ExportOptions): Promise<{
  readonly path: string
  readonly messages: number
}> {
  const path = resolve(expandHome(file))
  const opened = await openNew(path)
  try {
    const messages = await writePages(opened, { handle, pages, signal })
    await opened.close()
    return { path, messages }
  } catch (error) {
    await opened.close()
    await rm(path, { force: true })
    throw error
  }
}

async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600)
  } catch (error) {
    const code = errorCode(error) ?? 'unknown'
    const why = code === 'EEXIST' ? 'is there already and stays as it is' : `cannot be made (${code})`
    throw new HocketError('NOT_WRITABLE', `${path} ${why}: nothing was written. Choose another name.`, {
      cause: error,
    })
  }
}

/** Back from the newest page to the first, then forward: pages name their neighbours by messages only. */
async function writePages(
  file: FileHandle,
  { handle, pages, signal }: Pick<ExportOptions, 'handle' | 'pages' | 'signal'>,
): Promise<number> {
  const first = await firstPage({ handle, pages, signal })
  let page = first
  let count = 0
  for (;;) {
    signal.throwIfAborted()
    const lines = page.messages.map(lineOf).filter((line) => line !== undefined)
    await file.write(lines.join(''))
    count += lines.length
    const last = page.messages.at(-1)
    if (page.atEnd || last === undefined) return count
    const next = await pages({ handle, anchor: last.id, before: 0, after: pageLines })
    page = { ...next, messages: next.messages.filter((message) => message.id !== last.id) }
    if (page.messages.length === 0) return count
  }
}

async function firstPage({
  handle,
  pages,
  signal,
}: Pick<ExportOptions, 'handle' | 'pages' | 'signal'>): Promise<Result<'room.page'>> {
  let page = await pages({ handle, before: pageLines, after: 0 })
  while (!page.atStart) {
    signal.throwIfAborted()
    const oldest = page.messages[0]
    if (oldest === undefined) return page
    page = await pages({ handle, anchor: oldest.id, before: pageLines, after: 0 })
    if (page.messages[0]?.id === oldest.id) return page
  }
  return page
}

/** "2026-11-21 21:02 ana: text"; further lines of a text are indented. Nothing for what is no message. */
function lineOf(view: MessageView): string | undefined {
  if (view.type !== 'text') return undefined
  const time = minuteOf(view.timeMs)
  const nick = sanitizeNick(view.nick)
  if (view.removed !== null) return `${time} ${nick}: (removed by ${sanitizeNick(view.removed.nick)})\n`
  const text = sanitize(view.text).replaceAll('\n', '\n    ')
  const answers = view.reply?.text == null ? '' : `[${sanitizeLine(view.reply.text, 40)}] `
  const edited = view.edited ? ' (edited)' : ''
  return view.format === 1
    ? `${time} * ${nick} ${text}${edited}\n`
    : `${time} ${nick}: ${answers}${text}${edited}\n`
}

/** "2026-11-21 21:02" by this machine's calendar. */
function minuteOf(timeMs: number): string {
  const time = new Date(timeMs)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${day} ${clockTime(timeMs)}`
}
