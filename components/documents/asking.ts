import type { DocumentRow } from '@/lib/documents/schema'

/** What a dialog asks about, and which. */
export type Asking = {
  kind: 'details' | 'share' | 'mail' | 'rename' | 'replace' | 'transfer' | 'delete'
  row: DocumentRow
}
