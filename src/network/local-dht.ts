/**
 * A distributed hash table of five nodes on one address: what people run who want no public network, and what demos and
 * tests use. Five, because nodes learn their own address from three samples or more; with fewer, peers on different
 * machines never connect (measured). Stores nothing on disk.
 */
import { createSocket } from 'node:dgram'
import HyperDHT from 'hyperdht'
import { HocketError } from '../errors.js'
import { Resource } from '../lib/resource.js'
import type { BootstrapAddress } from './bootstrap.js'

export interface LocalDhtOptions {
  /** An IPv4 address of this machine. */
  readonly host: string
  /** Port of the first node; any free one when left out. */
  readonly port?: number
}

const helperNodes = 4

export class LocalDht extends Resource {
  readonly #options: LocalDhtOptions
  #bootstrap: readonly BootstrapAddress[] = []

  constructor(options: LocalDhtOptions) {
    super()
    this.#options = options
  }

  /** The address that peers are given. */
  get bootstrap(): readonly BootstrapAddress[] {
    return this.#bootstrap
  }

  protected override async open(): Promise<void> {
    const { host } = this.#options
    const first = await this.#openFirst()
    this.#bootstrap = [{ host, port: first.address()?.port ?? 0 }]
    for (let count = 0; count < helperNodes; count++) {
      const node = new HyperDHT({ bootstrap: this.#bootstrap, host, ephemeral: false, firewalled: false })
      this.own(() => node.destroy())
      await node.fullyBootstrapped()
    }
  }

  async #openFirst(): Promise<HyperDHT> {
    const { host, port } = this.#options
    const node = HyperDHT.bootstrapper(await probePort(host, port ?? 0), host, { host, bootstrap: [] })
    this.own(() => node.destroy())
    await node.fullyBootstrapped()
    return node
  }
}

// A node that cannot bind its port cannot be destroyed either, so the port is tried before. Port 0 finds a free one.
async function probePort(host: string, port: number): Promise<number> {
  const socket = createSocket('udp4')
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.bind({ address: host, port, exclusive: true }, resolve)
    })
    return socket.address().port
  } catch (cause) {
    const why =
      port === 0
        ? `The address ${host} cannot be used: it is not of this machine.`
        : `Port ${port} on ${host} cannot be used: it is taken, or the address is not of this machine.`
    throw new HocketError('PORT_IN_USE', why, { cause })
  } finally {
    await new Promise<void>((resolve) => socket.close(() => resolve()))
  }
}
