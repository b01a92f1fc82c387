'use client'
import { DocumentWays } from '@/components/sharing/document-ways'
import type { WayRow } from '@/lib/sharing/ways/schema'
import { labelOf } from './way-words'

/** What a way in leads to: a document and, where there is one, the link's label; or what an agent token reaches and is for. */
export function WayWhat({ row, what, mayTransfer }: { row: WayRow; what: string; mayTransfer: boolean }) {
  const { document, to } = row
  const label = labelOf(row)
  const scopes = to.kind === 'AGENT' ? to.scopes.join(', ') : ''
  return (
    <div dir="auto" title={scopes ? `${what}: ${scopes}` : what} className="truncate text-xs text-ink-3">
      {document ? <DocumentWays document={document} mayTransfer={mayTransfer} /> : what}
      {label ? <span className="text-ink-2"> · “{label}”</span> : null}
      {scopes ? <span className="text-ink-2"> · {scopes}</span> : null}
    </div>
  )
}
