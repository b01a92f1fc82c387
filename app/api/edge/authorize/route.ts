import { z } from 'zod'
import { authorise } from '@/lib/delivery/authorise'
import { env } from '@/lib/env'
import { answering } from '@/lib/route'
import { sameSecret } from '@/lib/storage/events/authenticate'

export const dynamic = 'force-dynamic'

const ticket = z.object({ issuedUrlId: z.uuid(), key: z.string().regex(/^objects\/[a-z2-7]{32}$/) })

/**
 * Asked by the edge before every download, once it has checked a ticket's signature. 204 with where the bytes are, 403 when
 * the right has ended; whoever does not show the edge's secret finds nothing here. Anything else, and the edge gives no byte.
 */
export function GET({ headers }: Request): Promise<Response> {
  return answering(async () => {
    const { DELIVERY, EDGE_SECRET } = env()
    const shown = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1] ?? ''
    if (!sameSecret(shown, EDGE_SECRET ?? '') || DELIVERY !== 'edge' || !EDGE_SECRET) return answer(404)
    const asked = ticket.safeParse({ issuedUrlId: headers.get('x-edge-url-id'), key: headers.get('x-edge-key') })
    const allowed = asked.success ? await authorise(asked.data) : null
    if (!allowed) return answer(403)
    return answer(204, { 'X-Edge-Origin': allowed.origin, 'X-Edge-Size': allowed.size })
  })
}

function answer(status: 204 | 403 | 404, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { 'Cache-Control': 'no-store', ...headers } })
}
