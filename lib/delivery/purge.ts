import 'server-only'
import { env } from '../env'
import { log } from '../log'

/** As the edge cuts objects (edge/nginx.js), and how many pieces it forgets in one call. */
export const SLICE_BYTES = 4 * 1024 ** 2
const SLICES_AT_ONCE = 1024

const PATIENCE_MS = 5_000

export type Cached = { key: string; size: bigint | number | null }

/**
 * Lets every edge forget what it holds of objects that are gone, or that somebody lost the right to. Nothing relies on it:
 * an edge asks before it answers, and a key that is gone is never signed for again. So it is not waited for, and who does
 * not answer keeps the bytes until they fall out of its cache.
 */
export function purgeEdge(objects: readonly Cached[]): void {
  const { DELIVERY, EDGE_URL, EDGE_INTERNAL_URLS } = env()
  if (DELIVERY !== 'edge' || !EDGE_URL) return
  for (const edge of EDGE_INTERNAL_URLS ?? [EDGE_URL])
    void purgeOne(edge, objects).catch((error: unknown) =>
      log().info({ err: error, edge }, 'an edge was not told to forget'),
    )
}

async function purgeOne(edge: string, objects: readonly Cached[]): Promise<void> {
  for (const { key, size } of objects) {
    const slices = Math.max(1, Math.ceil(Number(size ?? 0) / SLICE_BYTES))
    for (let from = 0; from < slices; from += SLICES_AT_ONCE)
      await forget(edge, { key, from, to: Math.min(slices, from + SLICES_AT_ONCE) })
  }
}

async function forget(edge: string, what: { key: string; from: number; to: number }): Promise<void> {
  const answer = await fetch(`${edge}/-/purge`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env().EDGE_SECRET}` },
    body: JSON.stringify(what),
    signal: AbortSignal.timeout(PATIENCE_MS),
    redirect: 'error',
  })
  await answer.body?.cancel()
  if (!answer.ok) throw new Error(`the edge answered ${answer.status}`)
}
