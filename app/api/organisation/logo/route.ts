import { createHash } from 'node:crypto'
import { AppError } from '@/lib/errors'
import { readLogo } from '@/lib/organisation/logo'
import { route } from '@/lib/route'

export const dynamic = 'force-dynamic'

/** The organisation's logo, for everybody: it stands on the pages of links. 404 while there is none. */
export const GET = route({ principal: 'none' }, async ({ request }) => {
  const logo = await readLogo()
  if (!logo) throw new AppError('NOT_FOUND', 'There is no logo.')
  const etag = `"${createHash('sha256').update(logo.bytes).digest('base64url')}"`
  const headers = {
    ETag: etag,
    // Pages name it with its version, so a change is seen at once.
    'Cache-Control': 'public, max-age=300',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  }
  if (isKnown(etag, request.headers.get('if-none-match'))) return new Response(null, { status: 304, headers })
  return new Response(logo.bytes, {
    headers: { ...headers, 'Content-Type': logo.type, 'Content-Length': String(logo.bytes.length) },
  })
})

/** RFC 9110, 13.1.2: a list, compared weakly, or `*`. */
function isKnown(etag: string, asked: string | null): boolean {
  const known = asked?.split(',').map((one) => one.trim().replace(/^W\//, '')) ?? []
  return known.includes(etag) || known.includes('*')
}
