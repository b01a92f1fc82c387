/** What browsers and proxies say when nobody has clicked (Fetch Metadata's Sec-Purpose, and what stood before it). */
const PURPOSES = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz']

/**
 * Machines that say of themselves that they look at links: previews of messengers, and the scanners before mailboxes that
 * even press buttons. Whole words and known names, since a telephone may be called “Cubot”.
 */
const MACHINES =
  /\b(bot|crawler|spider|scanner|link-?check(er)?|url-?preview|prefetch)\b|(slack|telegram|discord|linkedin|twitter|google|bing|apple|yandex|duckduck)bot|bingpreview|skypeuripreview|facebookexternalhit|whatsapp\/|microsoft office existence discovery|safelinks|urldefense|proofpoint|mimecast|barracuda|(google|yahoo)\w*proxy/i

/** Whether a request comes from a machine that only looks. What it presses counts for nothing, like what it reads. */
export function onlyLooks(headers: Headers): boolean {
  if (PURPOSES.some((name) => /prefetch|preview|prerender/i.test(headers.get(name) ?? ''))) return true
  return MACHINES.test(headers.get('user-agent') ?? '')
}
