import { env } from './env'

/**
 * The policy of every page. Scripts run only with this answer's nonce (Next stamps it on its own); bytes go to and come
 * from the store and what stands before it, so these are named where files are sent, shown and downloaded.
 */
export function contentSecurityPolicy(nonce: string): string {
  const { APP_URL, NODE_ENV } = env()
  const store = whereBytesAre()
  const dev = NODE_ENV === 'development'
  const policy: Record<string, string> = {
    'default-src': "'self'",
    // React's development build rebuilds server stacks with eval.
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    // Files are hashed in a Worker; where this is not said, browsers differ in whether `strict-dynamic` lets it start.
    'worker-src': "'self'",
    // Radix and React write inline styles (scroll lock, bar widths) that no nonce reaches.
    'style-src': "'self' 'unsafe-inline'",
    'img-src': `'self' data: blob: ${store}`,
    'media-src': `'self' blob: ${store}`,
    'font-src': "'self'",
    'frame-src': store,
    'connect-src': `'self' ${store}${dev ? ` ${APP_URL.replace(/^http/, 'ws')}` : ''}`,
    'form-action': `'self' ${store}`,
    'object-src': "'none'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
  }
  return Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}

/** The store, and the edge or the distribution that downloads come from; as often the same as not. */
function whereBytesAre(): string {
  const { DELIVERY, S3_PUBLIC_ENDPOINT, EDGE_URL, CLOUDFRONT_URL } = env()
  const before = { direct: undefined, edge: EDGE_URL, cloudfront: CLOUDFRONT_URL }[DELIVERY]
  const origins = [S3_PUBLIC_ENDPOINT, before].flatMap((url) => (url ? [new URL(url).origin] : []))
  return [...new Set(origins)].join(' ')
}
