import type { DocumentRow } from '@/lib/documents/schema'

const WORDS = { EDITOR: 'Editor', VIEWER: 'Viewer' } as const

/** What the reader is in a document of somebody else. */
export function RoleWord({ row: { role, may, status } }: { row: DocumentRow }) {
  if (role === 'OWNER') return null
  const viewOnly = status === 'Ready' && !may.download
  return <span className="shrink-0 text-xs text-ink-3">{viewOnly ? 'View only' : WORDS[role]}</span>
}
