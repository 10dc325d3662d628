/**
 * Finds the engine of a profile, or starts one: how every face gets its client. Faces that start at the same moment
 * share one engine, because only one can take the profile's lock; the others find it or try again.
 * A started engine gets no secret through its arguments or environment, and outlives the face.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { EngineClient } from '../api/client.js'
import { apiVersion } from '../api/methods.js'
import type { EngineView } from '../api/views.js'
import { HocketError, isHocketError } from '../errors.js'
import { type Clock, sleep } from '../lib/clock.js'
import { errorCode } from '../lib/error-code.js'
import { unlessAborted } from '../lib/unless-aborted.js'
import { connectTo } from './client.js'
import { logPath, rotateLog } from './console-log.js'
import { giveWay } from './give-way.js'
import { type NetworkChoice, networkArguments, networkMismatch } from './network-choice.js'
import type { StartReport } from './serve-engine.js'
import { socketPath } from './socket-path.js'
import { errorFromFields } from './wire-errors.js'

export interface AttachOptions {
  readonly profileDir: string
  /** Who asks: "tui", "send", … */
  readonly face: string
  readonly network: NetworkChoice
  readonly start: 'if-needed' | 'never'
  readonly clock: Clock
  /** Gets a sentence for the user when the running engine is not quite what was asked for. */
  readonly warn: (sentence: string) => void
  /** Gives up. */
  readonly stop?: AbortSignal
  /** The program that is started; bin/hocket.js of this installation unless given. */
  readonly program?: string
}

export interface Attached {
  readonly client: EngineClient
  readonly engine: EngineView
  readonly started: boolean
}

/** How long another engine may take to open or to end before we give up waiting for it. */
const busyMs = 20_000
/** How long an engine that listens may take to say who it is. */
const helloMs = 15_000
const never = new AbortController().signal
const firstRetryMs = 50
const longestRetryMs = 500
const program = fileURLToPath(new URL('../../bin/hocket.js', import.meta.url))
const absent = new Set(['ENOENT', 'ENOTDIR', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])

/** Rejects with the engine's reason (PROFILE_LOCKED, NOT_WRITABLE, …), or ENGINE_GONE when none runs and none may start. */
export async function attach(options: AttachOptions): Promise<Attached> {
  const { clock, stop } = options
  const giveUpMs = clock.now() + busyMs
  let started = false
  for (let delayMs = firstRetryMs; ; delayMs = Math.min(delayMs * 2, longestRetryMs)) {
    if (stop?.aborted === true) throw givenUp()
    const found = await greet(options)
    if (typeof found === 'object') return { ...found, started }
    const fault = await missing(found, { ...options, started })
    started = fault === undefined
    // Locked or ending: an engine opens or ends at this moment. Wait for its socket, or for its lock.
    const passes = fault === undefined || fault.code === 'PROFILE_LOCKED'
    if (fault !== undefined && (!passes || clock.now() >= giveUpMs)) throw fault
    if (!started) await sleep(clock, delayMs, stop)
  }
}

/** Starts an engine where there is none. Resolves with why there still is none; throws when there shall be none. */
async function missing(
  found: 'none' | 'ending',
  options: AttachOptions & { readonly started: boolean },
): Promise<HocketError | undefined> {
  if (options.start === 'never') throw new HocketError('ENGINE_GONE', 'No engine runs on this profile.')
  if (found === 'ending')
    return new HocketError('PROFILE_LOCKED', 'The engine of this profile is ending; try again in a moment.')
  if (options.started)
    return new HocketError(
      'ENGINE_START',
      'The engine ended right after it had started; engine.log in the profile says why.',
    )
  return await startEngine(options)
}

/** The engine that runs, greeted; or that none listens, or that it is ending. */
async function greet(options: AttachOptions): Promise<Omit<Attached, 'started'> | 'none' | 'ending'> {
  const client = await connectTo(socketPath(options.profileDir)).catch((error: unknown) => {
    if (absent.has(errorCode(error) ?? '')) return undefined // converted: no engine
    throw error
  })
  if (client === undefined) return 'none'
  try {
    return { client, engine: await introduce(client, options) }
  } catch (error) {
    await client.close()
    if (isHocketError(error, 'ENGINE_GONE')) return 'ending' // converted: the caller waits for it
    throw error
  }
}

/** Says who we are. Rejects with TIMEOUT when there is no answer, as from a process that was stopped. */
async function introduce(client: EngineClient, options: AttachOptions): Promise<EngineView> {
  const { clock, network, stop = never } = options
  const late = new AbortController()
  const cancel = clock.after(helloMs, () => late.abort())
  const engine = await unlessAborted(hello(), AbortSignal.any([stop, late.signal])).finally(cancel)
  if (engine !== undefined) return engine
  if (stop.aborted) throw givenUp()
  throw new HocketError(
    'TIMEOUT',
    'The engine of this profile runs but does not answer: it was stopped, or the machine is very busy. Nothing was lost. Try again, or end that process.',
  )

  async function hello(): Promise<EngineView> {
    const answer = await client.call('engine.hello', { api: apiVersion, face: options.face })
    if (network.kind === 'default') return answer
    const mismatch = networkMismatch(network, await client.call('net.status', {}))
    if (mismatch !== undefined) options.warn(mismatch)
    return answer
  }
}

function givenUp(): HocketError {
  return new HocketError('CLOSED', 'The engine was not waited for.')
}

/** Starts an engine and waits until it serves. Resolves with the reason when it does not. */
async function startEngine(options: AttachOptions): Promise<HocketError | undefined> {
  const { profileDir, network } = options
  const log = openLog(profileDir)
  const args = [
    options.program ?? program,
    'up',
    '--detached',
    '--profile',
    profileDir,
    ...networkArguments(network),
  ]
  const child = spawn(process.execPath, args, {
    cwd: profileDir,
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
    windowsHide: true,
  })
  closeSync(log)
  const report = await unlessAborted(firstReport(child), options.stop ?? never)
  if (child.connected) child.disconnect()
  child.unref()
  if (report === undefined) throw givenUp()
  if (report.started && child.pid !== undefined) giveWay(child.pid)
  return report.started ? undefined : errorFromFields(report.code, report.message)
}

/** The report of the child, or why there will be none: it is gone and nothing is left in the channel. */
function firstReport(child: ChildProcess): Promise<StartReport> {
  return new Promise((resolve) => {
    child.once('message', (report) => resolve(report as StartReport))
    child.once('error', (error) => resolve(failed(error.message)))
    const drained = new Promise((ready) => child.once('disconnect', ready))
    child.once('exit', (code, signal) => {
      void drained.then(() => resolve(failed(`it ended with ${signal ?? `code ${code}`}`)))
    })
  })
}

function failed(reason: string): StartReport {
  const message = `The engine could not be started: ${reason}. engine.log in the profile may say more.`
  return { started: false, code: 'ENGINE_START', message }
}

function openLog(profileDir: string): number {
  try {
    mkdirSync(profileDir, { recursive: true, mode: 0o700 })
    rotateLog(logPath(profileDir))
    return openSync(logPath(profileDir), 'a', 0o600)
  } catch (error) {
    if (errorCode(error) === 'ENOSPC') {
      throw new HocketError('DISK_FULL', 'The disk is full. Nothing was changed; make room and try again.', {
        cause: error,
      })
    }
    const message = `The profile ${profileDir} cannot be written. Check its permissions, or choose another with --profile.`
    throw new HocketError('NOT_WRITABLE', message, { cause: error })
  }
}

/** True when an engine listens on the profile's socket. */
export async function engineAnswers(profileDir: string): Promise<boolean> {
  const client = await connectTo(socketPath(profileDir)).catch(() => undefined) // converted: nobody listens
  await client?.close()
  return client !== undefined
}

/** True while the process with this id exists. */
export function processRuns(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM' // converted: ESRCH means that it is gone
  }
}
