/** A process that opens the vault in a folder and changes it until that fails: prints the code, then what is left when reopened. */
import { isHocketError } from '../../src/errors.js'
import { Vault } from '../../src/identity/vault.js'

const [, , dir = ''] = process.argv
const codes: string[] = []
let rooms = 0

const vault = new Vault({ dir })
try {
  await vault.ready()
  for (;;) {
    const room = {
      number: rooms,
      access: 'w',
      r: Buffer.alloc(32),
      genesis: Buffer.alloc(1000),
      logNumber: 0,
      joinedMs: 0,
    } as const
    await vault.update((secrets) => ({ ...secrets, rooms: [...secrets.rooms, room] }))
    rooms++
  }
} catch (error) {
  codes.push(isHocketError(error) ? error.code : String(error))
}
const kept = rooms > 0 ? vault.secrets.rooms.length : 0
await vault.close()
let reopened = 0
if (rooms > 0) {
  const again = new Vault({ dir })
  await again.ready()
  reopened = again.secrets.rooms.length
  await again.close()
}
process.stdout.write(JSON.stringify({ codes, rooms, kept, reopened }))
