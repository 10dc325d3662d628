/**
 * The accepted log cards of one room, in a file: which logs belong to it must survive the loss of the index. Only ever
 * appended to. A torn last card is cut off: its log is asked for again. Cards are checked when they are read (I4).
 */
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Resource } from '../lib/resource.js'
import { Serial } from '../lib/serial.js'
import { cardBytes } from '../protocol/card.js'
import { logFault } from './log-fault.js'

export class CardBook extends Resource {
  readonly #path: string
  readonly #writes = new Serial()
  #cards: readonly Uint8Array[] = []

  constructor(options: { readonly path: string }) {
    super()
    this.#path = options.path
  }

  /** The cards that were there when the book was opened, as bytes. */
  get cards(): readonly Uint8Array[] {
    return this.#cards
  }

  /** Appends one card; on disk when it resolves. */
  add(card: Uint8Array): Promise<void> {
    return this.#writes.run(async () => {
      try {
        const file = await open(this.#path, 'a', 0o600)
        try {
          await file.writeFile(card)
        } finally {
          await file.close()
        }
      } catch (error) {
        throw logFault(error, this.#path)
      }
    })
  }

  protected override async open(): Promise<void> {
    this.own(() => this.#writes.idle())
    try {
      await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 })
      const file = await open(this.#path, 'a+', 0o600)
      try {
        const bytes = await readFile(file)
        const whole = Math.floor(bytes.byteLength / cardBytes)
        this.#cards = Array.from({ length: whole }, (_, i) =>
          bytes.subarray(i * cardBytes, (i + 1) * cardBytes),
        )
        await file.truncate(whole * cardBytes)
      } finally {
        await file.close()
      }
    } catch (error) {
      throw logFault(error, this.#path)
    }
  }
}
