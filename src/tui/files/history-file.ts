/**
 * What was entered in one room, one JSON string a line, newest last. Lines are only ever appended, so that several screens
 * may share a file; a line that was cut off by a crash is passed over. It is written anew when it has grown twice as long
 * as what is kept of it.
 */
import { appendFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readIfThere } from '../../lib/read-if-there.js'
import { replaceFile } from '../../lib/replace-file.js'
import { roomFileName } from './room-file-name.js'

export class HistoryFile {
  readonly #dir: string
  readonly #path: string
  readonly #most: number
  readonly #pid: number | undefined

  /** `most`: how many lines are kept; `pid`: of this process, where others may write too. */
  constructor(
    dir: string,
    { room, most, pid }: { readonly room: string; readonly most: number; readonly pid?: number | undefined },
  ) {
    this.#dir = dir
    this.#path = join(dir, roomFileName('history', room, 'jsonl'))
    this.#most = most
    this.#pid = pid
  }

  async read(): Promise<readonly string[]> {
    const text = (await readIfThere(this.#path))?.toString('utf8') ?? ''
    const lines = text.split('\n').slice(0, -1)
    const entries = lines.flatMap(parseLine).slice(-this.#most)
    const isWhole = text === '' || text.endsWith('\n')
    if (!isWhole || lines.length > 2 * this.#most)
      await replaceFile(this.#path, entries.map(formatLine).join(''), {
        pid: this.#pid,
      })
    return entries
  }

  async append(entry: string): Promise<void> {
    await mkdir(this.#dir, { recursive: true, mode: 0o700 })
    await appendFile(this.#path, formatLine(entry), { mode: 0o600 })
  }
}

function formatLine(entry: string): string {
  return `${JSON.stringify(entry)}\n`
}

function parseLine(line: string): string[] {
  try {
    const entry: unknown = JSON.parse(line)
    return typeof entry === 'string' ? [entry] : []
  } catch {
    return [] // cut off, or not ours
  }
}
