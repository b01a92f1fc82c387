import { principalOf } from '@/lib/auth/current'
import { rowsById } from '@/lib/documents/list'
import type { DocumentsEvent } from '@/lib/documents/schema'
import type { LiveMessage } from '@/lib/live/hub'
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
        say('documents', { changed, gone: message.ids.filter((id) => !seen.has(id)) } satisfies DocumentsEvent)
        return true
      }
      case 'sessions':
        return message.userId !== principal.userId || living(say)
      case 'missed':
        say('refresh')
        return true
      case 'closing':
        return false
    }
  }
  return liveStream(request.signal, { onMessage, onTick: living })
})
