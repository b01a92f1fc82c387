import { z } from 'zod'
import { route } from '@/lib/route'
import { abandonUpload } from '@/lib/uploads/abandon'

/** Cancels an upload. One that has ended already stays as it ended. */
export const DELETE = route({ params: z.object({ id: z.uuid() }) }, async ({ params, principal }) => {
  await abandonUpload(principal, params.id)
  return new Response(null, { status: 204 })
})
