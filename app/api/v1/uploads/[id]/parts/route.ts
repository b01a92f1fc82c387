import { signParts } from '@/lib/api/contracts/uploads'
import { endpoint } from '@/lib/api/endpoint'
import { toSignedPart } from '@/lib/api/upload'
import { signParts as sign } from '@/lib/uploads/sign'

export const POST = endpoint(signParts, async ({ principal, params, input }) => {
  const parts = await sign(principal, params.id, input.parts)
  return { parts: parts.map(toSignedPart) }
})

export {
  options as OPTIONS,
  wrongMethod as GET,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
