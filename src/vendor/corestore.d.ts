/** The calls of corestore 7 that hocket makes. */
declare module 'corestore' {
  import type Hypercore from 'hypercore'
  import type { Manifest } from 'hypercore'

  export default class Corestore {
    constructor(dir: string, options?: { readonly wait?: boolean })
    readonly storage: {
      hasCore(discoveryKey: Uint8Array): Promise<boolean>
      readonly db: { flush(): Promise<void> }
    }
    ready(): Promise<void>
    close(): Promise<void>
    get(options: {
      readonly key?: Uint8Array
      readonly manifest?: Manifest
      readonly allowFork: false
      readonly inflightRange: readonly [number, number]
    }): Hypercore
  }
}
