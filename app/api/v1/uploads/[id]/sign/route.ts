import { signUpload } from '@/lib/api/contracts/uploads'
import { endpoint } from '@/lib/api/endpoint'
import { toPlan, toUpload } from '@/lib/api/upload'
import { signUpload as sign } from '@/lib/uploads/sign'
import { findUpload } from '@/lib/uploads/status'

export const POST = endpoint(signUpload, async ({ principal, params }) => {
  const plan = await sign(principal, params.id)
  return { plan: toPlan(toUpload(await findUpload(principal, params.id)), plan) }
})

export {
  options as OPTIONS,
  wrongMethod as GET,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
