import { toAccess } from '@/lib/api/answers/way'
import { getAccess } from '@/lib/api/contracts/ways'
import { endpoint } from '@/lib/api/endpoint'
import { whoCanOpen } from '@/lib/sharing/ways/who-can-open'

export const GET = endpoint(getAccess, async ({ principal, params: { id } }) => {
  const { asOf, ways } = await whoCanOpen(principal, id)
  return { documentId: id, asOf, ways: ways.map(toAccess) }
})

export {
  options as OPTIONS,
  wrongMethod as POST,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
