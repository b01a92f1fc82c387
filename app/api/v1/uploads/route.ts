import { listUploads } from '@/lib/api/contracts/uploads'
import { endpoint } from '@/lib/api/endpoint'
import { STRATEGY_OF, toUpload } from '@/lib/api/upload'
import { findActive } from '@/lib/uploads/status'

export const GET = endpoint(listUploads, async ({ principal, query: { strategy, ...query } }) => {
  const { found, nextCursor } = await findActive(principal, { ...query, strategy: strategy && STRATEGY_OF[strategy] })
  return { uploads: found.map(toUpload), nextCursor }
})

export {
  options as OPTIONS,
  wrongMethod as POST,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
