/**
 * A reliable pipe between two ends over a line with weather. Bytes of one direction stay in order, as on any stream; a lost
 * packet shows as the delay of its retransmission, and a line that loses too much breaks the connection.
 */
import { Duplex } from 'node:stream'
import type { Clock } from '../../src/lib/clock.js'

export interface Weather {
  readonly latencyMs: number
  /** Added to the latency: up to this much, differently for every write. */
  readonly jitterMs: number
  /** Share of writes that are lost and sent again, 0 to 1. */
  readonly loss: number
}

export interface MemoryLinkOptions {
  readonly clock: Clock
  readonly weather: Weather
  readonly dice: { random(): number }
  /** Of the first and the second end, as the other one sees it. */
  readonly addresses: readonly [Address, Address]
}

interface Address {
  readonly host: string
  readonly port: number
}

const retransmitMs = 200
const maxRetransmits = 8

export class MemoryLink {
  readonly ends: readonly [Duplex, Duplex]
  readonly #options: MemoryLinkOptions
  readonly #held: (() => void)[] = []
  #paused = false

  constructor(options: MemoryLinkOptions) {
    this.#options = options
    const [first, second] = options.addresses
    this.ends = [this.#end(() => this.ends[1], second), this.#end(() => this.ends[0], first)]
  }

  pause(): void {
    this.#paused = true
  }

  resume(): void {
    this.#paused = false
    for (const deliver of this.#held.splice(0)) deliver()
  }

  break(): void {
    for (const end of this.ends) end.destroy()
  }

  #end(other: () => Duplex, remote: Address): Duplex {
    const { clock } = this.#options
    let arrivesMs = 0
    const later = (deliver: () => void) => {
      const delayMs = this.#delayMs()
      if (delayMs === undefined) return this.break()
      arrivesMs = Math.max(arrivesMs, clock.now() + delayMs)
      this.#after(arrivesMs - clock.now(), deliver)
    }
    const duplex = new Duplex({
      read: () => undefined,
      write: (chunk: Uint8Array, _encoding, done) =>
        later(() => {
          other().push(chunk)
          done()
        }),
      final: (done) =>
        later(() => {
          other().push(null)
          done()
        }),
    })
    return Object.assign(duplex, { remoteHost: remote.host, remotePort: remote.port })
  }

  #after(delayMs: number, deliver: () => void): void {
    const arrive = () => {
      if (this.#paused) this.#held.push(arrive)
      else if (!this.ends[0].destroyed && !this.ends[1].destroyed) deliver()
    }
    if (delayMs > 0) this.#options.clock.after(delayMs, arrive)
    else setImmediate(arrive)
  }

  // Undefined when the line lost the same bytes too often.
  #delayMs(): number | undefined {
    const { weather, dice } = this.#options
    let delayMs = weather.latencyMs + dice.random() * weather.jitterMs
    for (let losses = 0; dice.random() < weather.loss; losses++) {
      if (losses === maxRetransmits) return undefined
      delayMs += retransmitMs * 2 ** losses
    }
    return delayMs
  }
}
