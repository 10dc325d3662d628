/** The calls of hypercore 11.37.1 that hocket makes, and the replicator peer that the wire guard wraps. */
declare module 'hypercore' {
  import type NoiseSecretStream from '@hyperswarm/secret-stream'
  import type Protomux from 'protomux'
  import type { Channel } from 'protomux'

  export interface SyncMessage {
    readonly fork: number
    readonly length: number
    readonly remoteLength: number
    readonly canUpgrade: boolean
    readonly uploading: boolean
    readonly downloading: boolean
    readonly hasManifest: boolean
    readonly allowPush: boolean
  }

  export interface RangeMessage {
    readonly drop: boolean
    readonly start: number
    readonly length: number
  }

  export interface BitfieldMessage {
    readonly start: number
    /** 32-bit words. */
    readonly bitfield: Uint32Array
  }

  export interface WantMessage {
    readonly start: number
    readonly length: number
    readonly any?: boolean
  }

  export interface RequestMessage {
    readonly id: number
    readonly fork: number
    readonly block: { readonly index: number; readonly nodes: number } | null
    readonly hash: { readonly index: number; readonly nodes: number } | null
    readonly seek: { readonly bytes: number; readonly padding: number } | null
    readonly upgrade: { readonly start: number; readonly length: number } | null
    readonly manifest: boolean
    readonly priority: number
  }

  export interface DataMessage {
    readonly request: number
    readonly fork: number
    readonly block: {
      readonly index: number
      readonly value: Uint8Array | null
      readonly nodes: readonly object[]
    } | null
    readonly hash: { readonly index: number; readonly nodes: readonly object[] } | null
    readonly seek: { readonly bytes: number; readonly nodes: readonly object[] } | null
    readonly upgrade: {
      readonly start: number
      readonly length: number
      readonly nodes: readonly object[]
      readonly additionalNodes: readonly object[]
      readonly signature: Uint8Array
    } | null
    readonly manifest: object | null
  }

  export interface ExtensionMessage {
    readonly name: string
    readonly message: Uint8Array
  }

  /** One remote of one core (lib/replicator.js, class Peer). The handlers are called by name, so an own property replaces them. */
  export interface WirePeer {
    readonly stream: NoiseSecretStream
    readonly protomux: Protomux
    readonly channel: Channel
    readonly remotePublicKey: Uint8Array
    readonly remoteLength: number
    readonly remoteFork: number
    readonly remoteContiguousLength: number
    readonly remoteRequests: ReadonlyMap<number, RequestMessage>
    readonly removed: boolean
    paused: boolean
    onsync: (message: SyncMessage) => unknown
    onrange: (message: RangeMessage) => unknown
    onbitfield: (message: BitfieldMessage) => unknown
    onwant: (message: WantMessage) => unknown
    onunwant: (message: WantMessage) => unknown
    onrequest: (message: RequestMessage) => unknown
    ondata: (message: DataMessage) => unknown
    onextension: (message: ExtensionMessage) => unknown
  }

  /** A decoded manifest; hocket only passes it on. */
  export interface Manifest {
    readonly version: number
    readonly userData: Uint8Array | null
  }

  export interface Download {
    done(): Promise<unknown>
    destroy(): void
  }

  /** Reads of one core that go to the storage together (hypercore-storage, class CoreRX). */
  export interface StorageRead {
    /** Null when the block is not there. Resolves after `tryFlush`. */
    getBlock(index: number): Promise<Uint8Array | null>
    tryFlush(): void
  }

  interface Replicator {
    readonly peers: readonly WirePeer[]
    attached(mux: Protomux): boolean
    detachFrom(mux: Protomux): void
  }

  export default class Hypercore {
    static key(manifest: Manifest | Uint8Array): Uint8Array
    static discoveryKey(key: Uint8Array): Uint8Array
    static parseManifest(bytes: Uint8Array): Manifest
    static createProtocolStream(
      stream: NoiseSecretStream,
      options?: { readonly ondiscoverykey?: (discoveryKey: Uint8Array) => unknown },
    ): NoiseSecretStream
    readonly core: { readonly replicator: Replicator }
    readonly state: { readonly storage: { read(): StorageRead } }
    readonly key: Uint8Array
    readonly discoveryKey: Uint8Array
    readonly manifest: Manifest | null
    readonly length: number
    readonly contiguousLength: number
    readonly fork: number
    readonly writable: boolean
    readonly opened: boolean
    readonly closed: boolean
    readonly peers: readonly WirePeer[]
    /** Milliseconds since 1970 at which the storage began to recover this core; 0 when it does not. */
    readonly recovering: number
    ready(): Promise<void>
    close(): Promise<void>
    setKeyPair(keyPair: { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array } | null): void
    getManifest(options: { readonly raw: true }): Uint8Array | null
    append(
      blocks: readonly Uint8Array[],
      options?: { readonly maxLength?: number; readonly postappend?: () => Promise<void> | void },
    ): Promise<{ readonly length: number; readonly byteLength: number }>
    get(
      index: number,
      options: { readonly wait: false } | { readonly timeout: number },
    ): Promise<Uint8Array | null>
    has(start: number, end?: number): Promise<boolean>
    download(range: { readonly start: number; readonly end: number; readonly linear?: boolean }): Download
    replicate(stream: NoiseSecretStream | Protomux): NoiseSecretStream | Protomux
    treeHash(length?: number): Promise<Uint8Array>
    on(event: 'append' | 'close', listener: () => void): this
    on(event: 'truncate' | 'conflict', listener: (length: number, fork: number) => void): this
    on(
      event: 'verification-error',
      listener: (error: Error, request: object, response: object, from: WirePeer) => void,
    ): this
    on(event: 'download' | 'upload', listener: (index: number, sizeBytes: number) => void): this
    on(event: 'peer-add' | 'peer-remove', listener: (peer: WirePeer) => void): this
    removeListener(event: string, listener: (...args: never[]) => void): this
  }
}
