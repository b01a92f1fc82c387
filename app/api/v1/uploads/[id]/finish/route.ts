import { finishUpload } from '@/lib/api/contracts/uploads'
import { endpoint } from '@/lib/api/endpoint'
import { toUpload } from '@/lib/api/upload'
import { finishUpload as finish } from '@/lib/uploads/finish'
import { findUpload } from '@/lib/uploads/status'

export const POST = endpoint(finishUpload, async ({ principal, params }) => {
  const finished = await finish(principal, params.id)
  const upload = toUpload(await findUpload(principal, params.id))
  return { arrived: finished.arrived, reason: finished.arrived ? null : finished.reason, upload }
})

export {
  options as OPTIONS,
  wrongMethod as GET,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
