/** `hocket dht`: a DHT of one's own, for people who do not want the public one. Binds the given address and no other. */
import { sanitizeLine } from '../../text/sanitize.js'
import type { CommandSpec } from '../command.js'
import { aborted } from '../context.js'
import { wholeNumber } from '../options.js'

const loopback = '127.0.0.1'

export const dhtCommand: CommandSpec = {
  usage: 'dht',
  summary: 'run a DHT of your own and print the line that --bootstrap takes',
  details: `Five nodes on one address. Without --host only programs on this machine can use it; to serve other machines give
an address of this machine that they can reach. Runs until Ctrl-C.`,
  options: [
    ['--port <port>', 'UDP port of the first node (default: any free one)'],
    ['--host <address>', `address of this machine to bind (default ${loopback})`],
  ],
  examples: ['hocket dht', 'hocket dht --host 192.0.2.7 --port 49737', 'hocket --bootstrap 127.0.0.1:49737'],
  async run(context, _args, options) {
    const port = wholeNumber(options, 'port', { min: 1, max: 65_535 })
    const host = typeof options.host === 'string' ? options.host : loopback
    const { LocalDht } = await import('../../network/local-dht.js')
    const dht = new LocalDht(port === undefined ? { host } : { host, port })
    try {
      await dht.ready()
      const bootstrap = dht.bootstrap.map((address) => `${address.host}:${address.port}`)
      context.out.result({ bootstrap }, sanitizeLine(bootstrap.join(',')))
      context.out.note('The line above is what --bootstrap takes. Ctrl-C ends it.')
      await aborted(context.stop)
    } finally {
      await dht.close()
    }
    return undefined
  },
}
