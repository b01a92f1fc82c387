import { z } from 'zod'
import { route } from '@/lib/route'
import { signPartsInput } from '@/lib/uploads/schema'
import { signParts } from '@/lib/uploads/sign'

/** Signs parts whose turn has come: `{parts}`, each with its URL and the headers to send with it. */
export const POST = route(
  { params: z.object({ id: z.uuid() }), body: signPartsInput },
  async ({ params, input, principal }) => ({ parts: await signParts(principal, params.id, input.parts) }),
)
