/** A process of a run as its parent sees it: every answer in time, or the run has failed. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Answer, Job } from './jobs.js'

type Kind = Answer['kind']
type AnswerOf<K extends Kind> = Extract<Answer, { kind: K }>

const closeMs = 15_000

export class RunProcess {
  readonly #child: ChildProcess
  readonly #answers = new Map<Kind, Answer>()
  #failure: string | undefined
  #wake: () => void = () => undefined

  constructor(program: string, job: Job) {
    this.#child = fork(program, { execArgv: profiling(job), env: { ...process.env, NODE_ENV: 'production' } })
    this.#child.on('message', (answer: Answer) => this.#take(answer))
    this.#child.on('exit', (code, signal) => this.#fail(`${job.role}: ended with ${code ?? signal}`))
    this.#child.send(job)
  }

  /** The answer of this kind, which is given once. */
  async answer<K extends Kind>(kind: K, withinMs: number): Promise<AnswerOf<K>> {
    const late = setTimeout(() => this.#fail(`stalled: no “${kind}” within ${withinMs / 1_000} s`), withinMs)
    try {
      for (;;) {
        const answer = this.#answers.get(kind)
        this.#answers.delete(kind)
        if (answer !== undefined) return answer as AnswerOf<K>
        if (this.#failure !== undefined) throw new Error(this.#failure)
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      }
    } finally {
      clearTimeout(late)
    }
  }

  async report(withinMs: number): Promise<AnswerOf<'report'>> {
    this.#child.send('report')
    return this.answer('report', withinMs)
  }

  /** Lets the process close what it has opened; one that does not is killed. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = once(this.#child, 'exit')
    if (this.#child.connected) this.#child.disconnect()
    const late = setTimeout(() => this.#child.kill('SIGKILL'), closeMs)
    await gone
    clearTimeout(late)
  }

  #take(answer: Answer): void {
    if (answer.kind === 'failed') return this.#fail(answer.reason)
    this.#answers.set(answer.kind, answer)
    this.#wake()
  }

  #fail(reason: string): void {
    this.#failure ??= reason
    this.#wake()
  }
}

/** With BENCH_CPU_PROFILE=<folder> every process leaves a CPU profile there. */
function profiling({ role }: Job): string[] {
  const folder = process.env.BENCH_CPU_PROFILE
  if (folder === undefined) return []
  return [
    '--cpu-prof',
    `--cpu-prof-name=${role.replace(' ', '-')}-${Date.now()}.cpuprofile`,
    `--cpu-prof-dir=${folder}`,
  ]
}
