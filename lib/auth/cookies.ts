import 'server-only'
import type { CookiesOptions } from 'next-auth'
import { env } from '../env'

/** Over https a browser accepts `__Host-` cookies only from this very host, Secure and for the whole site (RFC 6265bis §4.1.3.2). */
export function sessionCookieName(): string {
  return name('session')
}

/** One browser's cookies for next-auth; none is sent along with a request that another site makes with POST. */
export function authCookies(): Partial<CookiesOptions> {
  return {
    sessionToken: cookie('session'),
    callbackUrl: cookie('callback'),
    csrfToken: cookie('csrf'),
    pkceCodeVerifier: cookie('pkce', OIDC_ROUND_TRIP_SECONDS),
    state: cookie('state', OIDC_ROUND_TRIP_SECONDS),
    nonce: cookie('nonce', OIDC_ROUND_TRIP_SECONDS),
  }
}

/** Time for signing in at the provider, with a second factor. */
const OIDC_ROUND_TRIP_SECONDS = 15 * 60

export function overHttps(): boolean {
  return env().APP_URL.startsWith('https://')
}

function name(what: string): string {
  return `${overHttps() ? '__Host-' : ''}countersign.${what}`
}

function cookie(what: string, maxAge?: number) {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: overHttps() } as const
  return { name: name(what), options: maxAge ? { ...options, maxAge } : options }
}
