import type { DocumentRow } from '@/lib/documents/schema'

/** What a dialog asks about, and which. */
export type Asking = { kind: 'details' | 'rename' | 'delete'; row: DocumentRow }
