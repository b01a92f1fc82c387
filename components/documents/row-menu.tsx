'use client'
import { Info, Pencil, Trash2 } from 'lucide-react'
import { useClock } from '@/components/format/clock-provider'
import { formatMoment } from '@/components/format/when'
import { ActionMenu } from '@/components/ui/action-menu'
import { DropdownMenuItem, DropdownMenuNote } from '@/components/ui/dropdown-menu'
import type { DocumentRow } from '@/lib/documents/schema'
import type { Asking } from './asking'

/** The note repeats the owner, for whom a narrow row has no room. */
export function RowMenu({ row, ask }: { row: DocumentRow; ask: (asking: Asking) => void }) {
  const { timeZone } = useClock()
  return (
    <ActionMenu label={`More for ${row.name}`}>
      {(then) => (
        <>
          <DropdownMenuNote>
            <bdi>{row.owner.name}</bdi>, {formatMoment(row.createdAt, timeZone)}
          </DropdownMenuNote>
          <DropdownMenuItem disabled={!row.may.rename} onSelect={then(() => ask({ kind: 'rename', row }))}>
            <Pencil aria-hidden />
            Rename…
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={then(() => ask({ kind: 'details', row }))}>
            <Info aria-hidden />
            Details…
          </DropdownMenuItem>
          <DropdownMenuItem tone="red" disabled={!row.may.delete} onSelect={then(() => ask({ kind: 'delete', row }))}>
            <Trash2 aria-hidden />
            Delete…
          </DropdownMenuItem>
        </>
      )}
    </ActionMenu>
  )
}
