import IdentityKey from 'keet-identity-key'
import t from 'tap'
import { createIdentity, readDevice, restoreDevice } from '../../src/identity/identity.js'
import { randomBytes } from '../../src/identity/random.js'
import { readAttestation } from '../../src/protocol/attestation.js'
import { keyPairFromSeed } from '../../src/protocol/hash.js'
import { idBytes } from '../../src/protocol/ids.js'

t.test(
  'a new identity is 24 words and a device that it attests, in exactly the form of the protocol',
  async (t) => {
    const { words, device } = await createIdentity()
    t.equal(words.split(' ').length, 24)
    t.equal(device.attestation.bytes.byteLength, 139)
    const read = readAttestation(device.attestation.bytes)
    t.ok(read.ok)
    t.same(idBytes(device.device), keyPairFromSeed(device.seed).publicKey)
    t.ok(Math.abs(device.attestation.epochS - Date.now() / 1000) < 3600)
    const verdict = IdentityKey.verify(Buffer.from(device.attestation.bytes), null)
    t.same(verdict?.identityPublicKey, idBytes(device.identity), 'the library agrees')
    t.same(verdict?.devicePublicKey, idBytes(device.device))
  },
)

t.test('I9: words restore the identity, but always on a new device', async (t) => {
  const { words, device } = await createIdentity()
  const first = await restoreDevice(words)
  const second = await restoreDevice(`  ${words.toUpperCase().replaceAll(' ', '   ')} `)
  t.equal(first.identity, device.identity)
  t.equal(second.identity, device.identity)
  t.equal(new Set([device.device, first.device, second.device]).size, 3)
})

t.test('the well-known test phrase gives the identity that other programs derive from it', async (t) => {
  const words = `${'abandon '.repeat(23)}art`
  const [a, b] = [await restoreDevice(words), await restoreDevice(words)]
  t.equal(a.identity, b.identity)
  t.equal((await IdentityKey.from({ mnemonic: words })).identityPublicKey.length, 32)
  t.same(idBytes(a.identity), (await IdentityKey.from({ mnemonic: words })).identityPublicKey)
})

t.test('words that are not a phrase are refused with a sentence', async (t) => {
  const { words } = await createIdentity()
  const list = words.split(' ')
  const wrong = [
    '',
    'hello',
    list.slice(1).join(' '),
    [...list.slice(1), 'zzzz'].join(' '),
    'abandon '.repeat(24).trim(),
  ]
  for (const text of wrong) await t.rejects(restoreDevice(text), { code: 'USAGE' }, text.slice(0, 20))
})

t.test('stored keys that do not belong together are damage', async (t) => {
  const { device } = await createIdentity()
  t.equal(readDevice(device.seed, device.attestation.bytes).device, device.device)
  t.throws(() => readDevice(randomBytes(32), device.attestation.bytes), { code: 'PROFILE_DAMAGED' })
  t.throws(() => readDevice(device.seed, device.attestation.bytes.subarray(1)), { code: 'PROFILE_DAMAGED' })
  t.notSame(randomBytes(16), randomBytes(16))
})
