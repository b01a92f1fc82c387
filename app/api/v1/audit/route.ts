import { toAuditEvent } from '@/lib/api/answers/audit-event'
import { listAudit } from '@/lib/api/contracts/audit'
import { endpoint } from '@/lib/api/endpoint'
import { listAudit as list } from '@/lib/audit/list'

export const GET = endpoint(listAudit, async ({ principal, query: { cursor, limit, ...filter } }) => {
  const { rows, older } = await list(principal, filter, cursor, limit)
  return { events: rows.map(toAuditEvent), nextCursor: older }
})

export {
  options as OPTIONS,
  wrongMethod as POST,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
