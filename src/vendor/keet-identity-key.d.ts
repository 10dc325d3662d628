/** The calls of keet-identity-key 3 that hocket makes. */
declare module 'keet-identity-key' {
  export default class IdentityKey {
    static generateMnemonic(): string
    /** For tests only: accepts an empty chain for any identity, device chains and trailing bytes. */
    static verify(
      proof: Uint8Array,
      data: null,
    ): { identityPublicKey: Uint8Array; devicePublicKey: Uint8Array } | null
    static from(source: { readonly mnemonic: string }): Promise<IdentityKey>
    /** `clear()` does not overwrite this seed. */
    readonly keyChain: { readonly seed: Uint8Array }
    readonly identityPublicKey: Uint8Array
    /** The attestation of a device's public key. */
    bootstrap(device: Uint8Array): Promise<Uint8Array>
    /** Overwrites the secret keys with zeros. */
    clear(): void
  }
}
