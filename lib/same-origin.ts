import 'server-only'
import { env } from './env'
import { AppError } from './errors'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses an unsafe request that came with a cookie from another site (CSRF). A browser states where a request comes from
 * in `Origin` or `Sec-Fetch-Site`, which no page can set; a request that states neither is refused as well.
 */
export function assertSameOrigin(request: Request): void {
  if (SAFE.has(request.method)) return
  const here = request.headers.get('origin') === new URL(env().APP_URL).origin
  if (!here && request.headers.get('sec-fetch-site') !== 'same-origin') throw new AppError('WRONG_ORIGIN')
}
