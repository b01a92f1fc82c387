import { wordOf } from '@/lib/api/answers/words'
import { searchGrantees } from '@/lib/api/contracts/grants'
import { endpoint } from '@/lib/api/endpoint'
import * as grantees from '@/lib/sharing/grants/grantees'

export const GET = endpoint(searchGrantees, async ({ principal, params, query }) => {
  const found = await grantees.searchGrantees(principal, params.id, query.search)
  return { grantees: found.map((one) => ({ ...one, kind: wordOf(one.kind) })), nextCursor: null }
})

export {
  options as OPTIONS,
  wrongMethod as POST,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
