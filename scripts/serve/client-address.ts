import type { IncomingHttpHeaders } from 'node:http'
import { BlockList, isIP } from 'node:net'
import { Problem } from '../problem.ts'

/** Reads TRUSTED_PROXIES: addresses or networks such as `10.0.0.0/8`, separated by commas. */
export function trustedProxies(list: string | undefined): BlockList {
  const trusted = new BlockList()
  for (const entry of (list ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [address = '', bits] = entry.split('/')
    const wellFormed = bits === undefined || /^\d{1,3}$/.test(bits)
    const family = isIP(address)
    const prefix = Number(bits ?? (family === 6 ? 128 : 32))
    if (!family || !wellFormed || prefix < 0 || prefix > (family === 6 ? 128 : 32))
      throw new Problem(`TRUSTED_PROXIES has “${entry}”, which is neither an address nor a network such as 10.0.0.0/8.`)
    trusted.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4')
  }
  return trusted
}

/**
 * The client's address: the peer's, unless the peer is a trusted proxy; then the last address in X-Forwarded-For that is
 * none. Everything further left can be written by anybody.
 */
export function clientAddress(peer: string, headers: IncomingHttpHeaders, trusted: BlockList): string {
  const hops = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((hop) => plain(hop.trim()))
    .filter(Boolean)
  let client = plain(peer)
  while (isTrusted(client, trusted) && hops.length) {
    const next = hops.pop()!
    if (!isIP(next)) break
    client = next
  }
  return client
}

function isTrusted(address: string, trusted: BlockList): boolean {
  const family = isIP(address)
  return family !== 0 && trusted.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/** IPv4 in IPv6 clothes (what a dual-stack socket reports), and without a port that some proxies append. */
function plain(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '')
  return bare.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1').replace(/^\[(.+)\](?::\d+)?$/, '$1')
}
