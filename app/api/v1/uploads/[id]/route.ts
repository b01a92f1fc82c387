import { cancelUpload, getUpload } from '@/lib/api/contracts/uploads'
import { endpoint } from '@/lib/api/endpoint'
import { whenOver } from '@/lib/api/long-poll'
import { isOver, toUpload } from '@/lib/api/upload'
import { abandonUpload } from '@/lib/uploads/abandon'
import { findUpload } from '@/lib/uploads/status'

export const GET = endpoint(getUpload, async ({ principal, params, query, request }) =>
  whenOver({
    principal,
    request,
    seconds: query.wait,
    look: async () => toUpload(await findUpload(principal, params.id)),
    documentIdOf: ({ documentId }) => documentId,
    isOver,
  }),
)

export const DELETE = endpoint(cancelUpload, async ({ principal, params }) => {
  await abandonUpload(principal, params.id)
  return new Response(null, { status: 204 })
})

export { options as OPTIONS, wrongMethod as POST, wrongMethod as PUT, wrongMethod as PATCH } from '@/lib/api/methods'
