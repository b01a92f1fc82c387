import { createHash } from 'node:crypto'
import { openApi } from '@/lib/api/openapi'
import { env } from '@/lib/env'
import { route } from '@/lib/route'

let made: ReturnType<typeof make> | undefined

/** The OpenAPI document, for everybody: it says what the API is and nothing of anybody. */
export const GET = route({ principal: 'none' }, async ({ request }) => {
  const { body, headers } = (made ??= make())
  const known = request.headers.get('if-none-match')?.split(/\s*,\s*/)
  return known?.includes(headers.ETag) ? new Response(null, { status: 304, headers }) : new Response(body, { headers })
})

function make() {
  const body = JSON.stringify(openApi(env().APP_URL))
  const ETag = `"${createHash('sha256').update(body).digest('base64url')}"`
  // Of the same build it never changes; whoever keeps it asks whether it is still that.
  const headers = { ETag, 'Cache-Control': 'public, no-cache', 'Content-Type': 'application/json' }
  return { body, headers }
}

export {
  options as OPTIONS,
  wrongMethod as POST,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
