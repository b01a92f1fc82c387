// Client-safe: where a person goes after signing in.

export const HOME = '/documents'

/** Set by proxy.ts on every request for a page, because a server component is not told its own address. */
export const PATH_HEADER = 'x-countersign-path'

const ANY = 'http://same.invalid'

/**
 * A `next` parameter made safe: a path of this site, or HOME. Whatever a browser would take for another origin
 * (`//host`, `/\host`, a scheme, a tab inside) is refused, and so are addresses that are no pages.
 */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/') || !URL.canParse(next, ANY)) return HOME
  const url = new URL(next, ANY)
  if (url.origin !== ANY || /^\/(api|sign-in|reset)(\/|$)/.test(url.pathname)) return HOME
  const path = url.pathname + url.search + url.hash
  // `/..//host` parses to the path `//host`, which the next reader would take for a host.
  return path.startsWith('//') ? HOME : path
}
