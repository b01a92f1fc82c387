import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { limitedText } from '@/lib/json-body'
import { log } from '@/lib/log'
import { sameSecret } from '@/lib/storage/events/authenticate'
import { MalformedEvent } from '@/lib/storage/events/event'
import { parseSeaweedEvent } from '@/lib/storage/events/seaweedfs'
import { arrive } from '@/lib/uploads/arrive'

export const dynamic = 'force-dynamic'

/** The event of a 2 GB object is about 180 kB; the largest single POST, 5 GiB, stays below half a megabyte. */
const MAX_EVENT_BYTES = 8 * 1024 * 1024

/**
 * Where the store reports what it received. 2xx only after the commit; 5xx asks for a retry; a key that is not ours is
 * answered 2xx, since saying it again would change nothing; never a redirect, which the store would follow with the token.
 */
export async function POST(request: Request): Promise<Response> {
  if (env().STORAGE_EVENTS === 'off') return answer(404)
  const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
  if (!sameSecret(token, env().STORAGE_EVENTS_TOKEN)) return answer(401)
  try {
    const events = parseSeaweedEvent(await limitedText(request, MAX_EVENT_BYTES))
    for (const { bucket, key } of events) if (bucket === env().S3_BUCKET) await arrive(key)
    return answer(204)
  } catch (error) {
    if (error instanceof AppError && error.code === 'TOO_LARGE') return answer(413)
    if (error instanceof MalformedEvent) return answer(400)
    log().warn({ err: error }, 'a storage notification could not be worked through; the store will repeat it')
    return answer(503)
  }
}

function answer(status: 204 | 400 | 401 | 404 | 413 | 503): Response {
  const headers = { 'cache-control': 'no-store', ...(status === 503 ? { 'retry-after': '5' } : {}) }
  return new Response(null, { status, headers })
}
