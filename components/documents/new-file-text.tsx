import { cn } from '@/components/ui/cn'
import type { NewFile } from '@/lib/documents/schema'

const WORDS = {
  Uploading: 'A new file is on its way',
  Verifying: 'A new file is being checked',
} as const

/** Under the name of a document that is Ready all the while: what becomes of a new file for it. */
export function NewFileText({ newFile }: { newFile: NewFile | null }) {
  const sentence = newFile && sentenceOf(newFile)
  if (!sentence) return null
  const rejected = newFile.status === 'Rejected'
  return (
    <small
      title={sentence}
      className={cn('block text-xs whitespace-normal @3xl:truncate', rejected ? 'text-red' : 'text-amber')}
    >
      {sentence}
    </small>
  )
}

function sentenceOf({ status, rejection }: NewFile): string | null {
  if (status === 'Rejected') return `The new file was rejected. ${rejection ?? ''}`
  return status === 'Uploading' || status === 'Verifying' ? WORDS[status] : null
}
