/**
 * Whose address it is, as far as counting tries goes: an IPv4 address is one customer, an IPv6 one is a choice among the
 * 2⁶⁴ of a customer's network (RFC 6177), so they count together.
 */
export function networkOf(ip: string): string {
  if (!URL.canParse(`http://[${ip}]`)) return ip
  const groups = expand(new URL(`http://[${ip}]`).hostname.slice(1, -1))
  const mapped = groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff'
  return mapped ? dotted(groups.slice(6)) : `${groups.slice(0, 4).join(':')}::/64`
}

/** The eight groups of an address that URL has already brought into its one short form. */
function expand(address: string): string[] {
  const [head = [], tail = []] = address.split('::').map((side) => side.split(':').filter(Boolean))
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail]
}

function dotted(groups: readonly string[]): string {
  return groups
    .map((group) => Number.parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 255])
    .join('.')
}
