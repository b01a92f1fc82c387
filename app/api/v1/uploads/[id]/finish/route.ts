import { z } from 'zod'
import { route } from '@/lib/route'
import { finishUpload } from '@/lib/uploads/finish'

/** The last byte went out: `{arrived}` says whether the store has all of it; if not, `{reason}` why it has ended, or null. */
export const POST = route({ params: z.object({ id: z.uuid() }) }, async ({ params, principal }) =>
  finishUpload(principal, params.id),
)
