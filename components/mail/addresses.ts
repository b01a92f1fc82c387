// Wider than the server's rule, which has the last word: this one only keeps a typing slip from being sent.
const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$/

export function isAddress(text: string): boolean {
  return ADDRESS.test(text) && text.length <= 254
}

/**
 * The addresses of a list as people paste it: between commas, semicolons, line breaks or spaces, or as mail programs copy
 * them, `Legal <legal@example.org>`. What is no address stays as it was typed, so that it can be named.
 */
export function addressesIn(text: string): string[] {
  return text
    .replaceAll(/"[^"]*"/g, ' ')
    .split(/[,;\n\r\t]+/)
    .flatMap((part) => {
      const within = [...part.matchAll(/<([^<>]*)>/g)].map(([, address]) => address ?? '')
      return within.length > 0 ? within : part.split(/\s+/)
    })
    .map((address) => address.trim().toLowerCase())
    .filter((address) => address !== '')
}

/** Both lists as one, each address once, in the order in which they came. */
export function withAddresses(chosen: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...chosen, ...more])]
}

const NAMED = 3

/** Which of them are no addresses, as a sentence; null: all are. */
export function badAddresses(addresses: readonly string[]): string | null {
  const bad = addresses.filter((address) => !isAddress(address))
  if (bad.length === 0) return null
  const named = bad.slice(0, NAMED).map((address) => `“${address.slice(0, 60)}”`)
  const more = bad.length - named.length
  const all = more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ')
  return `${all} ${bad.length === 1 ? 'is not an email address' : 'are not email addresses'}. Correct or remove ${bad.length === 1 ? 'it' : 'them'}.`
}
