import 'server-only'
import { env } from '../env'
import { deleteObject } from './objects'
import { stagingKey } from './keys'

export type Privacy =
  | { verdict: 'private' }
  | { verdict: 'public'; finding: string }
  | { verdict: 'unreachable'; finding: string }

const PROBE_TIMEOUT_MS = 5_000

/**
 * Knocks at the bucket as a stranger: unsigned GET, LIST and PUT at the endpoint of the server and at the one of the
 * browsers. 400, 401 and 403 are refusals. 2xx, 3xx and 404 mean that the store considered the request, so the bucket
 * is public. Anything else says nothing yet.
 */
export async function probePrivacy(): Promise<Privacy> {
  const endpoints = [...new Set([env().S3_ENDPOINT, env().S3_PUBLIC_ENDPOINT])]
  let doubt: Privacy | undefined
  for (const endpoint of endpoints) {
    const bucket = `${endpoint}/${env().S3_BUCKET}`
    const key = stagingKey()
    const knocks = [
      { method: 'GET', url: `${bucket}/${key}` },
      { method: 'GET', url: `${bucket}?list-type=2` },
      { method: 'PUT', url: `${bucket}/${key}` },
    ]
    // At once: of a store that hangs each would take its whole time.
    const found = await Promise.all(knocks.map(answerOf))
    if (found.at(-1)?.verdict === 'public') await deleteObject(key)
    const open = found.find(({ verdict }) => verdict === 'public')
    if (open) return open
    doubt = found.find(({ verdict }) => verdict === 'unreachable') ?? doubt
  }
  return doubt ?? { verdict: 'private' }
}

async function answerOf({ method, url }: { method: string; url: string }): Promise<Privacy> {
  try {
    const answer = await fetch(url, {
      method,
      ...(method === 'PUT' ? { body: 'Countersign checks that strangers cannot write here.' } : {}),
      redirect: 'manual',
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    })
    await answer.body?.cancel()
    return judge(answer.status, `An unsigned ${method} ${url} was answered ${answer.status}`)
  } catch (error) {
    return {
      verdict: 'unreachable',
      finding: `An unsigned ${method} ${url} got no answer (${(error as Error).message})`,
    }
  }
}

/** Exported for its table test. */
export function judge(status: number, finding: string): Privacy {
  if (status === 400 || status === 401 || status === 403) return { verdict: 'private' }
  if ((status >= 200 && status < 400) || status === 404) return { verdict: 'public', finding }
  return { verdict: 'unreachable', finding }
}
