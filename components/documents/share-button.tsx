'use client'
import { Share2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { DocumentRow } from '@/lib/documents/schema'
import type { Asking } from './asking'

type ShareProps = { row: DocumentRow; ask: (asking: Asking) => void }

/** On a narrow sheet there is no room beside the name; the menu has it everywhere. */
export function ShareButton({ row, ask }: ShareProps) {
  if (!row.may.share) return null
  return (
    <Button
      tone="ghost"
      size="icon"
      className="hidden @3xl:inline-flex"
      aria-label={`Share ${row.name}`}
      onClick={() => ask({ kind: 'share', row })}
    >
      <Share2 aria-hidden />
    </Button>
  )
}
