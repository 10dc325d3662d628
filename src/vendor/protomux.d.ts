/** The calls of protomux 3 that hocket makes. */
declare module 'protomux' {
  import type NoiseSecretStream from '@hyperswarm/secret-stream'

  /** A position in a buffer, as compact-encoding passes it around. */
  export interface EncodingState {
    start: number
    end: number
    buffer: Uint8Array
  }

  export interface Encoding<T> {
    preencode(state: EncodingState, value: T): void
    encode(state: EncodingState, value: T): void
    decode(state: EncodingState): T
  }

  export interface Message<T> {
    readonly type: number
    /** False when the stream wants the sender to wait for 'drain'. */
    send(value: T): boolean
  }

  export interface MessageOptions<T> {
    /** Raw bytes without one. */
    readonly encoding?: Encoding<T>
    readonly onmessage?: (value: T, channel: Channel) => unknown
  }

  export interface Channel {
    userData: unknown
    readonly protocol: string
    readonly id: Uint8Array | null
    readonly handshake: unknown
    readonly messages: readonly Message<never>[]
    readonly opened: boolean
    readonly closed: boolean
    readonly destroyed: boolean
    readonly drained: boolean
    open(handshake?: unknown): void
    close(): void
    cork(): void
    uncork(): void
    addMessage<T>(options: MessageOptions<T>): Message<T>
    fullyOpened(): Promise<boolean>
    fullyClosed(): Promise<void>
  }

  export interface ChannelName {
    readonly protocol: string
    readonly id?: Uint8Array | null
  }

  export interface ChannelOptions<H> extends ChannelName {
    readonly userData?: unknown
    readonly aliases?: readonly string[]
    readonly unique?: boolean
    readonly handshake?: Encoding<H>
    readonly messages?: readonly MessageOptions<never>[]
    readonly onopen?: (handshake: H, channel: Channel) => unknown
    readonly onclose?: (isRemote: boolean, channel: Channel) => unknown
    readonly ondestroy?: (channel: Channel) => unknown
    readonly ondrain?: (channel: Channel) => unknown
  }

  export default class Protomux {
    constructor(stream: NoiseSecretStream)
    static from(stream: NoiseSecretStream | Protomux): Protomux
    static isProtomux(value: unknown): value is Protomux
    readonly isProtomux: true
    readonly stream: NoiseSecretStream
    readonly drained: boolean
    cork(): void
    uncork(): void
    /** Null when a channel of that name is open already and `unique` is not false. */
    createChannel<H = undefined>(options: ChannelOptions<H>): Channel | null
    opened(name: ChannelName): boolean
    /** The newest channel of that name that is open on our side, whether or not the remote has opened it. */
    getLastChannel(name: ChannelName): Channel | null
    pair(name: ChannelName, notify: (id: Uint8Array | null) => unknown): void
    unpair(name: ChannelName): void
    destroy(error?: Error): void
  }
}
