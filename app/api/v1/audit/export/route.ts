import { z } from 'zod'
import { parse, requireAdmin } from '@/lib/action'
import { exportAudit } from '@/lib/audit/export'
import { auditFilter } from '@/lib/audit/filter'
import { route } from '@/lib/route'

const query = auditFilter.extend({ format: z.enum(['ndjson', 'csv'], { error: 'The format is ndjson or csv.' }) })

const TYPES = { ndjson: 'application/x-ndjson', csv: 'text/csv; charset=utf-8' } as const

/** The audit as a file, for administrators: `?format=ndjson|csv`, and the filter of the page. */
export const GET = route({}, async ({ principal, request }) => {
  const { format, ...filter } = parse(query, Object.fromEntries(new URL(request.url).searchParams))
  const body = await exportAudit(requireAdmin(principal), filter, format)
  const name = `countersign-audit-${new Date().toISOString().slice(0, 10)}.${format}`
  return new Response(body, {
    headers: { 'Content-Type': TYPES[format], 'Content-Disposition': `attachment; filename="${name}"` },
  })
})
