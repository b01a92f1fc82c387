import 'server-only'
import type { ClientInfo } from './principal'

/** Long enough for any browser's; an end, because the sender chooses it and it is stored. */
const MAX_USER_AGENT = 400

/** Who sent these headers. The server process has put exactly one address there, obeying TRUSTED_PROXIES. */
export function clientInfo(headers: Headers): ClientInfo {
  const ip = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
  return {
    ip: ip || 'unknown',
    userAgent: (headers.get('user-agent') ?? '').slice(0, MAX_USER_AGENT),
  }
}
