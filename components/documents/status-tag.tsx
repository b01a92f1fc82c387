import { Tag } from '@/components/ui/tag'
import type { DocumentStatusWord } from '@/lib/documents/schema'

// No dot that breathes here: a drop of a thousand files would be a thousand layers for the compositor.
const TONES = {
  Uploading: 'amber',
  Verifying: 'amber',
  Ready: 'seal',
  Rejected: 'red',
} as const satisfies Record<DocumentStatusWord, string>

export function StatusTag({ status }: { status: DocumentStatusWord }) {
  return (
    <Tag dot tone={TONES[status]}>
      {status}
    </Tag>
  )
}
