/** The part of @hyperswarm/secret-stream 6 that hocket touches: the encrypted duplex under every connection. */
declare module '@hyperswarm/secret-stream' {
  import type { Duplex } from 'node:stream'
  import type Protomux from 'protomux'

  /** A streamx duplex; only the listed members are used. */
  export default class NoiseSecretStream {
    constructor(
      isInitiator: boolean,
      rawStream?: Duplex | object | null,
      options?: { readonly keyPair?: object },
    )
    static keyPair(seed?: Uint8Array): { publicKey: Uint8Array; secretKey: Uint8Array }
    readonly noiseStream: NoiseSecretStream
    readonly isInitiator: boolean
    /** Set once the handshake is done, as are the next two. */
    readonly handshakeHash: Uint8Array | null
    readonly publicKey: Uint8Array | null
    readonly remotePublicKey: Uint8Array | null
    readonly opened: Promise<boolean>
    readonly connected: boolean
    readonly destroying: boolean
    readonly destroyed: boolean
    readonly rawStream: { readonly remoteHost?: string; readonly remotePort?: number } | null
    readonly rawBytesRead: number
    readonly rawBytesWritten: number
    userData: Protomux | null
    setKeepAlive(intervalMs: number): void
    sendKeepAlive(): void
    write(data: Uint8Array): boolean
    end(): this
    destroy(error?: Error): this
    on(event: 'data', listener: (data: Uint8Array) => void): this
    on(event: 'error', listener: (error: Error) => void): this
    on(event: 'open' | 'close' | 'end' | 'connect' | 'handshake' | 'drain', listener: () => void): this
    once(event: 'error', listener: (error: Error) => void): this
    once(event: 'open' | 'close' | 'end' | 'connect' | 'handshake' | 'drain', listener: () => void): this
    removeListener(event: string, listener: (...args: never[]) => void): this
    setMaxListeners(count: number): this
  }
}
