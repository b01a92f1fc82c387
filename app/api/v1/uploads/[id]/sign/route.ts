import { z } from 'zod'
import { route } from '@/lib/route'
import { signUpload } from '@/lib/uploads/sign'

/** Signs an upload whose turn has come, or whose form has run out: `{plan}`. */
export const POST = route({ params: z.object({ id: z.uuid() }) }, async ({ params, principal }) => ({
  plan: await signUpload(principal, params.id),
}))
