'use client'
import { ArrowRightLeft, Eye, Info, Pencil, Send, Share2, Trash2 } from 'lucide-react'
import { useClock } from '@/components/format/clock-provider'
import { formatMoment } from '@/components/format/when'
import { ActionMenu } from '@/components/ui/action-menu'
import { DropdownMenuItem, DropdownMenuNote } from '@/components/ui/dropdown-menu'
import type { DocumentRow } from '@/lib/documents/schema'
import type { Asking } from './asking'
import { openHref } from './open-link'
import { ReplaceItems } from './replace-items'

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
          <ReplaceItems row={row} ask={ask} then={then} />
          <DropdownMenuItem disabled={!row.may.share} onSelect={then(() => ask({ kind: 'share', row }))}>
            <Share2 aria-hidden />
            Share…
          </DropdownMenuItem>
          <DropdownMenuItem
            disabled={!row.may.share || row.status !== 'Ready'}
            onSelect={then(() => ask({ kind: 'mail', row }))}
          >
            <Send aria-hidden />
            Send by mail…
          </DropdownMenuItem>
          {row.may.open ? (
            <DropdownMenuItem asChild>
              <a href={openHref(row)} target="_blank" rel="noopener">
                <Eye aria-hidden />
                Open in a tab
              </a>
            </DropdownMenuItem>
          ) : null}
          <DropdownMenuItem onSelect={then(() => ask({ kind: 'details', row }))}>
            <Info aria-hidden />
            Details…
          </DropdownMenuItem>
          {row.may.transfer ? (
            <DropdownMenuItem onSelect={then(() => ask({ kind: 'transfer', row }))}>
              <ArrowRightLeft aria-hidden />
              Transfer…
            </DropdownMenuItem>
          ) : null}
          <DropdownMenuItem tone="red" disabled={!row.may.delete} onSelect={then(() => ask({ kind: 'delete', row }))}>
            <Trash2 aria-hidden />
            Delete…
          </DropdownMenuItem>
        </>
      )}
    </ActionMenu>
  )
}
