'use client'
import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import type { DocumentRow } from '@/lib/documents/schema'
import type { Asking } from './asking'

export function RowMenu({ row, ask }: { row: DocumentRow; ask: (asking: Asking) => void }) {
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button tone="ghost" size="icon" aria-label={`More for ${row.name}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem disabled={!row.may.rename} onSelect={() => ask({ kind: 'rename', row })}>
          <Pencil aria-hidden />
          Rename…
        </DropdownMenuItem>
        <DropdownMenuItem tone="red" disabled={!row.may.delete} onSelect={() => ask({ kind: 'delete', row })}>
          <Trash2 aria-hidden />
          Delete…
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
