import type { AuditRow } from './list'
import { asText } from './phrase'

const COLUMNS: Record<string, (row: AuditRow) => string | null | undefined> = {
  id: ({ id }) => id,
  at: ({ at }) => at.toISOString(),
  action: ({ action }) => action,
  sentence: ({ parts }) => asText(parts),
  actor_id: ({ actor }) => actor?.id,
  actor: ({ actor }) => actor?.name,
  document_id: ({ document }) => document?.id,
  document: ({ document }) => document?.name,
  subject_id: ({ subject }) => subject?.id,
  subject: ({ subject }) => subject?.name,
  details: ({ raw }) => JSON.stringify(raw),
  ip: ({ client }) => (client === 'erased' ? 'erased' : client?.ip),
  user_agent: ({ client }) => (client === 'erased' ? 'erased' : client?.userAgent),
}

/** The mark lets spreadsheets see that it is UTF-8. Lines end as RFC 4180 has it. */
export const CSV_HEAD = `\ufeff${Object.keys(COLUMNS).join(',')}\r\n`

export function asCsv(row: AuditRow): string {
  return `${Object.values(COLUMNS)
    .map((read) => csvField(read(row) ?? ''))
    .join(',')}\r\n`
}

/**
 * One field of a CSV. What a spreadsheet would take for a formula is made text by an apostrophe before it (OWASP, “CSV
 * Injection”; the full-width signs count in East Asian locales): anybody may name a document `=HYPERLINK(…)`.
 */
export function csvField(value: string): string {
  const text = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
