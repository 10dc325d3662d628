/** What the command line gets from its process: streams and environment, so that a test can bring its own. */
import type { Readable, Writable } from 'node:stream'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined }
  readonly stdout: Writable & { readonly isTTY?: boolean | undefined }
  readonly stderr: Writable
  readonly env: Environment
  /** Aborts instead of SIGINT, SIGTERM and SIGHUP; those of the process when left out. */
  readonly interrupted?: AbortSignal
}
