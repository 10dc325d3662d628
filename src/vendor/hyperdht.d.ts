/** The calls of hyperdht 6 that hocket makes. */
declare module 'hyperdht' {
  export interface Address {
    readonly host: string
    readonly port: number
  }

  export interface DhtOptions {
    /** Undefined means the public network: only network/swarm-network may leave it out. */
    readonly bootstrap?: readonly Address[]
    readonly host?: string
    readonly port?: number
    readonly anyPort?: boolean
    readonly firewalled?: boolean
    readonly ephemeral?: boolean
  }

  export default class HyperDHT {
    constructor(options: DhtOptions)
    static bootstrapper(port: number, host: string, options: DhtOptions): HyperDHT
    static keyPair(seed?: Uint8Array): { publicKey: Uint8Array; secretKey: Uint8Array }
    readonly online: boolean
    readonly bootstrapped: boolean
    readonly destroyed: boolean
    readonly nodes: { readonly length: number }
    /** The address other nodes see; null while unknown. */
    readonly host: string | null
    readonly port: number
    address(): Address | null
    fullyBootstrapped(): Promise<void>
    refresh(): void
    destroy(options?: { readonly force?: boolean }): Promise<void>
    on(
      event: 'network-change' | 'network-update' | 'ready' | 'listening' | 'nat-update',
      listener: () => void,
    ): this
  }
}
