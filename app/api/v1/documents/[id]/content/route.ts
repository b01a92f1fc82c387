import { getContent } from '@/lib/api/contracts/documents'
import { endpoint } from '@/lib/api/endpoint'
import { mint } from '@/lib/documents/mint'

export const GET = endpoint(getContent, async ({ principal, params, query }) => {
  const { url, expiresAt } = await mint(principal, params.id, { disposition: query.disposition })
  if (query.redirect === 'false') return { url, expiresAt: expiresAt.toISOString() }
  // The address that sent the browser there must not travel along, nor the signed URL stay in any cache.
  const headers = { Location: url, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }
  return new Response(null, { status: 302, headers })
})

export {
  options as OPTIONS,
  wrongMethod as POST,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
