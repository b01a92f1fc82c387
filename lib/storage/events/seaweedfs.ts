import { z } from 'zod'
import { MalformedEvent, type StorageEvent } from './event'

// Only what is read. The rest (a chunk list that makes the event of a 2 GB object 180 kB) is ignored.
const body = z.object({
  key: z.string(),
  event_type: z.enum(['create', 'update', 'rename', 'delete']),
  message: z.object({ new_entry: z.object({ is_directory: z.boolean().optional() }).nullish() }).nullish(),
})

/**
 * Reads a notification of the SeaweedFS filer webhook (`notification.webhook`). The filer reports every entry it
 * writes: folders and the parts of multipart uploads come along and are dropped here.
 * @throws MalformedEvent
 */
export function parseSeaweedEvent(text: string): StorageEvent[] {
  const parsed = body.safeParse(parseJson(text))
  if (!parsed.success) throw new MalformedEvent('The body is not a SeaweedFS notification.')
  const { key, event_type: type, message } = parsed.data
  if (type === 'delete' || type === 'rename' || message?.new_entry?.is_directory) return []
  const match = /^\/buckets\/([^/]+)\/(.+)$/.exec(key)
  const [, bucket, object] = match ?? []
  if (!bucket || !object || object.startsWith('.uploads/')) return []
  return [{ bucket, key: object }]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new MalformedEvent('The body is not JSON.', { cause })
  }
}
