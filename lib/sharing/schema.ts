import { z } from 'zod'

// Client-safe: what the pages and the server say to each other about taking ways in away.

/** A way in that can be revoked: a grant to a person or group, a link, an agent token, or one URL that was handed out. */
export const wayRef = z.object({ kind: z.enum(['USER', 'GROUP', 'LINK', 'AGENT', 'URL']), id: z.uuid() })
export type WayRef = z.output<typeof wayRef>

/** What a person can tick. More than this is a job's. */
export const MAX_WAYS_AT_ONCE = 500
export const revokeInput = z.object({ ways: z.array(wayRef).min(1).max(MAX_WAYS_AT_ONCE) })
