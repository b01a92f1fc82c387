import { z } from 'zod'
import { parse } from '@/lib/action'
import { mint } from '@/lib/documents/mint'
import { route } from '@/lib/route'

const query = z.object({
  disposition: z.enum(['attachment', 'inline']).default('attachment'),
  redirect: z.enum(['true', 'false']).default('true'),
})

/**
 * A document's bytes: 302 to a URL of the store that lives for seconds, or with `?redirect=false` that URL as
 * `{url, expiresAt}`. `?disposition=inline` for types that a browser may open in a tab.
 */
export const GET = route({ params: z.object({ id: z.uuid() }) }, async ({ params, principal, request }) => {
  const { disposition, redirect } = parse(query, Object.fromEntries(new URL(request.url).searchParams))
  const { url, expiresAt } = await mint(principal, params.id, { disposition })
  if (redirect === 'false') return { url, expiresAt: expiresAt.toISOString() }
  // The address that sent the browser there must not travel along, nor the signed URL stay in any cache.
  const headers = { Location: url, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }
  return new Response(null, { status: 302, headers })
})
