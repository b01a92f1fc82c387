import { Tag } from '@/components/ui/tag'
import type { DocumentStatusWord } from '@/lib/documents/schema'

const LOOK = {
  Uploading: { tone: 'amber', alive: true },
  Verifying: { tone: 'amber', alive: true },
  Ready: { tone: 'seal', alive: false },
  Rejected: { tone: 'red', alive: false },
} as const satisfies Record<DocumentStatusWord, { tone: string; alive: boolean }>

export function StatusTag({ status }: { status: DocumentStatusWord }) {
  return (
    <Tag dot {...LOOK[status]}>
      {status}
    </Tag>
  )
}
