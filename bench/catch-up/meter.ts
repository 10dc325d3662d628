/** What a process spends between two moments. */
export interface Cost {
  readonly ms: number
  /** User and system time of all threads. */
  readonly cpuMs: number
  /** Highest resident memory of the process so far. */
  readonly rssMb: number
}

export class Meter {
  #startedNs = process.hrtime.bigint()
  #cpu = process.cpuUsage()
  #started = false

  /** Starts when it is called for the first time. */
  start(): void {
    if (this.#started) return
    this.#started = true
    this.#startedNs = process.hrtime.bigint()
    this.#cpu = process.cpuUsage()
  }

  read(): Cost {
    const { user, system } = process.cpuUsage(this.#cpu)
    return {
      ms: Number(process.hrtime.bigint() - this.#startedNs) / 1e6,
      cpuMs: (user + system) / 1e3,
      rssMb: process.resourceUsage().maxRSS / 1024,
    }
  }
}
