/** SwarmNetworks on this machine, over a distributed hash table of their own: no packet leaves it. */
import type { Test } from 'tap'
import { systemClock } from '../../src/lib/clock.js'
import { LocalDht } from '../../src/network/local-dht.js'
import { SwarmNetwork } from '../../src/network/swarm-network.js'

/** A hash table on 127.0.0.1 and a maker of networks on it, all closed at the end of the test. */
export async function localSwarm(
  t: Test,
): Promise<{ readonly dht: LocalDht; network(): Promise<SwarmNetwork> }> {
  const dht = new LocalDht({ host: '127.0.0.1' })
  t.teardown(() => dht.close())
  await dht.ready()
  return {
    dht,
    async network() {
      const network = new SwarmNetwork({ bootstrap: dht.bootstrap, clock: systemClock })
      t.teardown(() => network.close())
      await network.ready()
      return network
    },
  }
}
