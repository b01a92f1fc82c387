import { Eye } from 'lucide-react'
import { buttonStyle } from '@/components/ui/button-style'
import type { DocumentRow } from '@/lib/documents/schema'

/** A URL of ours that leads to one of the store, made when it is followed and good for seconds. */
export function openHref({ id }: Pick<DocumentRow, 'id'>): string {
  return `/api/v1/documents/${id}/content?disposition=inline`
}

/** In the place of the download button, for who may look and not download. */
export function OpenLink({ row }: { row: DocumentRow }) {
  return (
    <a
      href={openHref(row)}
      target="_blank"
      rel="noopener"
      aria-label={`Open ${row.name}`}
      className={buttonStyle({ tone: 'ghost', size: 'icon' })}
    >
      <Eye aria-hidden />
    </a>
  )
}
