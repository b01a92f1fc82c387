/** A name in a sentence, as the audit page gets it. */
export type NamedView = { kind: 'person' | 'document' | 'group' | 'share'; id: string; name: string; gone: boolean }

export type AuditRowView = {
  id: string
  /** ISO 8601. */
  at: string
  parts: readonly (string | NamedView)[]
  details: readonly (readonly [key: string, value: string])[]
  client: { ip: string; agent: string; userAgent: string } | 'erased' | null
}

/** The filter as the address of the page has it. */
export type AuditQuery = { who?: string; document?: string; action?: string; from?: string; to?: string }

export const AUDIT_PATH = '/settings/audit'

export function auditPath(query: AuditQuery & { before?: string }): string {
  const search = new URLSearchParams(Object.entries(query)).toString()
  return search ? `${AUDIT_PATH}?${search}` : AUDIT_PATH
}
