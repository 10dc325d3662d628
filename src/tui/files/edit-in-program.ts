/**
 * A text in the person's own editor: written to a file that only they can read, given to the program, read back, removed.
 * What was written in it and cannot be taken back, or may be more than what was saved, stays where it is and is named. No
 * shell is involved. Who calls it has to leave the terminal to the program meanwhile.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, sleep } from '../../lib/clock.js'

export interface ProgramToEdit {
  /** The program and its arguments, with spaces between. */
  readonly command: string
  readonly clock: Clock
  /** Ends the program. */
  readonly stop: AbortSignal
  /** More is not taken back. */
  readonly longest: number
}

/** What came of it: the text that was saved, or why there is none; and where more of it lies. */
export interface Edited {
  readonly text: string | null
  readonly problem: string | null
  readonly keptIn: string | null
}

interface Ended {
  readonly how: 'done' | 'running' | 'failed' | 'killed'
  readonly problem: string
}

/** How long a program that is told to end may take. */
const endMs = 2000
const fileName = 'message.md'

export async function editInProgram(text: string, program: ProgramToEdit): Promise<Edited> {
  const dir = await mkdtemp(join(tmpdir(), 'hocket-edit-'))
  const path = join(dir, fileName)
  let edited: Edited = { text: null, problem: null, keptIn: null }
  try {
    await writeFile(path, text, { mode: 0o600 })
    const ended = await runProgram(path, program)
    edited = await takeBack(path, { text, ended, longest: program.longest })
    if (ended.how === 'killed' && (await readdir(dir)).length > 1) edited = { ...edited, keptIn: dir }
  } finally {
    if (edited.keptIn === null) await rm(dir, { recursive: true, force: true })
  }
  return edited
}

async function takeBack(
  path: string,
  of: { readonly text: string; readonly ended: Ended; readonly longest: number },
): Promise<Edited> {
  const { text, ended, longest } = of
  const { how, problem } = ended
  if (how === 'running') return { text: null, problem, keptIn: path }
  if (how === 'failed') return { text: null, problem, keptIn: null }
  const saved = await readBounded(path, longest)
  if (saved === undefined)
    return { text: null, problem: `it gave back more than ${longest} characters`, keptIn: path }
  if (how === 'done') return { text: saved, problem: null, keptIn: null }
  return { text: saved === text ? null : saved, problem, keptIn: null }
}

/** undefined: it is longer. A character has up to four bytes. */
async function readBounded(path: string, longest: number): Promise<string | undefined> {
  if ((await stat(path)).size > 4 * longest) return undefined
  const text = await readFile(path, 'utf8')
  return text.length > longest ? undefined : text
}

async function runProgram(path: string, { command, clock, stop }: ProgramToEdit): Promise<Ended> {
  const [program = '', ...args] = command.split(/\s+/).filter((word) => word !== '')
  const child = spawn(program, [...args, path], { stdio: 'inherit' })
  const ended = endOf(child, stop)
  const late = new AbortController()
  void ended.then(() => late.abort())
  const unheard = aborted(stop).then(async (): Promise<Ended> => {
    child.kill('SIGTERM')
    await sleep(clock, endMs, late.signal)
    child.unref()
    return { how: 'running', problem: 'it did not end' }
  })
  return await Promise.race([ended, unheard])
}

function endOf(child: ChildProcess, stop: AbortSignal): Promise<Ended> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ how: 'failed', problem: error.message }))
    child.once('exit', (code, signal) => {
      const problem = `it ended with ${signal ?? `exit code ${code}`}`
      if (code === 0) resolve({ how: 'done', problem: '' })
      else resolve({ how: signal !== null || stop.aborted ? 'killed' : 'failed', problem })
    })
  })
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
