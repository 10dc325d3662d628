/** The calls of hyperswarm 4 that hocket makes. */
declare module 'hyperswarm' {
  import type NoiseSecretStream from '@hyperswarm/secret-stream'
  import type HyperDHT from 'hyperdht'

  export interface DiscoverySession {
    refresh(options: { readonly client: boolean; readonly server: boolean }): Promise<boolean | undefined>
    flushed(): Promise<boolean>
    destroy(): Promise<void>
  }

  export interface SwarmOptions {
    /** Always ours: without it Hyperswarm makes one on the public network. */
    readonly dht: HyperDHT
    readonly keyPair: { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array }
    readonly maxPeers: number
    readonly maxClientConnections: number
  }

  export default class Hyperswarm {
    constructor(options: SwarmOptions)
    readonly connections: ReadonlySet<NoiseSecretStream>
    /** Those that were found or met, until they are given up. */
    readonly peers: ReadonlyMap<string, { readonly topics: readonly Uint8Array[] }>
    readonly server: {
      /** Where others reach us; empty until the DHT took our announcement. */
      readonly relayAddresses: readonly object[]
      /** Announces the server again, within seconds. */
      refresh(): void
    }
    join(topic: Uint8Array, options: { readonly client: boolean; readonly server: boolean }): DiscoverySession
    destroy(options?: { readonly force?: boolean }): Promise<void>
    on(event: 'connection', listener: (stream: NoiseSecretStream) => void): this
    on(event: 'update', listener: () => void): this
  }
}
