import { toWay } from '@/lib/api/answers/way'
import { listWays } from '@/lib/api/contracts/ways'
import { endpoint } from '@/lib/api/endpoint'
import { listWays as list } from '@/lib/sharing/ways/list'

export const GET = endpoint(listWays, async ({ principal, query }) => {
  const { sort, direction, cursor, limit, kind = null, state = null, giver = null, ...rest } = query
  const filter = { kind, state, giver, ...rest }
  const { rows, nextCursor } = await list(principal, { filter, order: { sort, direction }, cursor }, limit)
  return { ways: rows.map(toWay), nextCursor }
})

export {
  options as OPTIONS,
  wrongMethod as POST,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
