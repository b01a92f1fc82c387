import type { AuditRow } from './list'
import { asText, type Named } from './phrase'

/** A row as programs read it: a line of the export, an event of the API. */
export function entryOf({ id, at, action, parts, actor, document, subject, raw, client }: AuditRow) {
  return {
    id,
    at: at.toISOString(),
    action,
    sentence: asText(parts),
    actor: named(actor),
    document: named(document),
    subject: named(subject),
    details: raw,
    client,
  }
}

function named(it: Named | null): Omit<Named, 'kind'> | null {
  return it && { id: it.id, name: it.name, gone: it.gone }
}
