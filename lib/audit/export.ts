import 'server-only'
import { holdAgent } from '../auth/hold-agent'
import type { Principal } from '../auth/principal'
import { db } from '../db'
import { AppError } from '../errors'
import { asCsv, CSV_HEAD } from './csv'
import { entryOf } from './entry'
import type { AuditFilter } from './filter'
import { listAudit, type AuditRow } from './list'
import { record } from './record'

export type ExportFormat = 'ndjson' | 'csv'

const ROWS_A_PAGE = 500

/**
 * All rows that a filter lets through, newest first, as text that is made while it is read: a million rows need no more
 * memory than a page. For administrators only; that it was exported is a row of the audit itself, written first.
 * Throws NOT_ALLOWED.
 */
export async function exportAudit(
  principal: Principal,
  filter: AuditFilter,
  format: ExportFormat,
): Promise<ReadableStream<Uint8Array>> {
  const first = await listAudit(principal, filter, undefined, ROWS_A_PAGE)
  const { who, document, action, from, to } = filter
  // Not what was searched for: that may be an address, and a row is for ever.
  const details = { format, byPerson: Boolean(who), byDocument: Boolean(document), ...nonNull({ action, from, to }) }
  await record(db(), { action: 'audit.exported', actor: principal, details })
  const source = chunks(principal, filter, format, first)
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await source.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: () => source.return(undefined).then(() => undefined),
  })
}

async function* chunks(
  principal: Principal,
  filter: AuditFilter,
  format: ExportFormat,
  first: Awaited<ReturnType<typeof listAudit>>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  if (format === 'csv') yield encoder.encode(CSV_HEAD)
  for (let page = first; ;) {
    yield encoder.encode(page.rows.map(format === 'csv' ? asCsv : asJsonLine).join(''))
    if (!page.older) return
    await assertStillAdministers(principal)
    page = await listAudit(principal, filter, page.older, ROWS_A_PAGE)
  }
}

/** Who reads slowly reads for hours: a token ends meanwhile, and somebody is no administrator any more. */
async function assertStillAdministers(principal: Principal): Promise<void> {
  await holdAgent(db(), principal)
  const { userId: id } = principal
  if ((await db().user.count({ where: { id, role: 'ADMIN', disabledAt: null } })) === 0)
    throw new AppError('NOT_ALLOWED')
}

function asJsonLine(row: AuditRow): string {
  return `${JSON.stringify(entryOf(row))}\n`
}

function nonNull(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined))
}
