'use client'
import { Trash2 } from 'lucide-react'
import { memo } from 'react'
import { Moment } from '@/components/format/moment'
import { Button } from '@/components/ui/button'
import { TableCell, TableRow } from '@/components/ui/table'
import type { TrashRow as Row } from '@/lib/documents/trash-schema'
import { formatSize } from '@/lib/format/size'
import { KindGlyph } from './kind-glyph'
import type { TrashAsking } from './trash-view'

type RowProps = { row: Row; ask: (asking: TrashAsking) => void }

// As in the list: on a wide sheet a row of the table; on a narrow one two lines, with the glyph beside both.
export const TrashRow = memo(function TrashRow({ row, ask }: RowProps) {
  return (
    <TableRow className="relative grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2.5 py-2.5 pr-1.5 pl-[54px] @3xl:p-0">
      <TableCell className="col-span-2 min-w-0 @3xl:w-full @3xl:max-w-0">
        <div className="flex min-w-0 items-center gap-3">
          <KindGlyph name={row.name} className="absolute top-3.5 left-3.5 @3xl:relative @3xl:top-0 @3xl:left-0" />
          <b dir="auto" title={row.name} className="block min-w-0 truncate font-medium">
            {row.name}
          </b>
        </div>
      </TableCell>
      <TableCell className="col-start-1 row-start-2 text-xs text-ink-2 tabular-nums @3xl:text-m">
        {formatSize(row.size)}
      </TableCell>
      <TableCell className="hidden text-ink-2 tabular-nums @3xl:table-cell">
        <Moment iso={row.deletedAt} />
      </TableCell>
      <TableCell className="col-start-2 row-start-2 truncate text-xs text-ink-2 tabular-nums @3xl:text-m">
        <span className="@3xl:hidden">Gone for good: </span>
        <Moment iso={row.endsAt} />
      </TableCell>
      <TableCell className="col-start-3 row-span-2 row-start-1 @3xl:text-right">
        <Button aria-label={`Restore ${row.name}`} onClick={() => ask({ kind: 'restore', row })}>
          Restore
        </Button>
        <Button
          tone="ghost"
          size="icon"
          className="ml-1 align-middle"
          aria-label={`Delete ${row.name} for good`}
          onClick={() => ask({ kind: 'purge', row })}
        >
          <Trash2 aria-hidden />
        </Button>
      </TableCell>
    </TableRow>
  )
})
