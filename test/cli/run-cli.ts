/** Runs one command line in this process, with streams of its own. */
import { PassThrough, Writable } from 'node:stream'
import { main } from '../../src/cli/main.js'

export interface RunOptions {
  readonly stdin?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
  readonly isTTY?: boolean
  readonly interrupted?: AbortSignal
  readonly stdout?: Writable
}

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

export class Collector extends Writable {
  text = ''

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString()
    done()
  }

  get lines(): string[] {
    return this.text.split('\n').slice(0, -1)
  }
}

export async function runCli(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const stdin = new PassThrough()
  stdin.end(options.stdin ?? '')
  const out = new Collector()
  const err = new Collector()
  const isTTY = options.isTTY === true
  const code = await main(argv, {
    stdin: Object.assign(stdin, { isTTY }),
    stdout: Object.assign(options.stdout ?? out, { isTTY }),
    stderr: err,
    env: options.env ?? {},
    interrupted: options.interrupted ?? new AbortController().signal,
  })
  return { code, out: out.text, err: err.text }
}
