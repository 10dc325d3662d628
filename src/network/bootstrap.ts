/** Addresses of bootstrap nodes as users write them. Pure. */
import { isIP, isIPv6 } from 'node:net'
import { HocketError } from '../errors.js'

export interface BootstrapAddress {
  readonly host: string
  readonly port: number
}

/** Where to find peers: the public network, or exactly these nodes; an empty list means offline. */
export type Bootstrap = 'public' | readonly BootstrapAddress[]

/** Parses `HOST:PORT[,HOST:PORT…]`, IPv6 in brackets. Throws BAD_BOOTSTRAP. */
export function parseBootstrap(text: string): BootstrapAddress[] {
  return text.split(',').map((part) => parseAddress(part.trim()))
}

/** `host:port`, IPv6 in brackets. */
export function formatAddress({ host, port }: BootstrapAddress): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`
}

/** Whether `host` can only be this machine. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host === '::1' ||
    host.startsWith('::ffff:127.') ||
    (isIP(host) === 4 && host.startsWith('127.'))
  )
}

function parseAddress(text: string): BootstrapAddress {
  const match = /^(?:\[(?<six>[^\]]+)\]|(?<name>[^:[\]\s]+)):(?<port>\d{1,5})$/.exec(text)
  const host = match?.groups?.six ?? match?.groups?.name
  const port = Number(match?.groups?.port)
  const wrongSix = match?.groups?.six !== undefined && !isIPv6(match.groups.six)
  if (host === undefined || wrongSix || port < 1 || port > 65_535) {
    throw new HocketError(
      'BAD_BOOTSTRAP',
      `“${text}” is not a bootstrap address: write HOST:PORT, several separated by commas.`,
    )
  }
  return { host, port }
}
