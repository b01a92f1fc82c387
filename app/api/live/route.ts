import { principalOf } from '@/lib/auth/current'
import { relatedIds, rowsById } from '@/lib/documents/list'
import type { DocumentsEvent } from '@/lib/documents/schema'
import type { LiveMessage } from '@/lib/live/hub'
import { takePlace } from '@/lib/live/places'
import { liveStream, type Say } from '@/lib/live/stream'
import { route } from '@/lib/route'

export const dynamic = 'force-dynamic'

/**
 * Tells an open page what changed, as server-sent events. Notices carry ids; what a reader gets to see of them is asked
 * anew each time, under the reader's own right. The stream ends with the session.
 */
export const GET = route({}, async ({ principal, request }) => {
  const living = async (say: Say): Promise<boolean> => {
    const now = await principalOf(request.headers)
    if (!now) say('signed-out')
    return now !== null
  }
  const onMessage = async (message: LiveMessage, say: Say): Promise<boolean> => {
    switch (message.kind) {
      case 'documents': {
        const changed = await rowsById(principal, message.ids)
        const seen = new Set(changed.map(({ id }) => id))
        const unseen = message.ids.filter((id) => !seen.has(id))
        // Only what was this reader's once: that other documents exist is nobody's business.
        const gone = unseen.length === 0 ? [] : await relatedIds(principal, unseen)
        if (changed.length + gone.length > 0) say('documents', { changed, gone } satisfies DocumentsEvent)
        return true
      }
      case 'sessions':
        return message.userId !== principal.userId || living(say)
      case 'rights':
        if (message.userIds.includes(principal.userId)) say('refresh')
        return true
      case 'missed':
        if (!(await living(say))) return false
        say('refresh')
        return true
      case 'closing':
        return false
    }
  }
  const onEnd = takePlace(principal.sessionId)
  return liveStream(request.signal, { onMessage, onTick: living, onEnd })
})
