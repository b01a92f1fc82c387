import { exportAudit } from '@/lib/api/contracts/audit'
import { endpoint } from '@/lib/api/endpoint'
import { exportAudit as read } from '@/lib/audit/export'

const TYPES = { ndjson: 'application/x-ndjson', csv: 'text/csv; charset=utf-8' } as const

/** The audit as a file, for administrators and their agents; the filter is that of the page. */
export const GET = endpoint(exportAudit, async ({ principal, query: { format, ...filter } }) => {
  const body = await read(principal, filter, format)
  const name = `countersign-audit-${new Date().toISOString().slice(0, 10)}.${format}`
  return new Response(body, {
    headers: { 'Content-Type': TYPES[format], 'Content-Disposition': `attachment; filename="${name}"` },
  })
})

export {
  options as OPTIONS,
  wrongMethod as POST,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
