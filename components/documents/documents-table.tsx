'use client'
import { cn } from '@/components/ui/cn'
import { Sheet, Table, TableBody, TableHead, TableHeader } from '@/components/ui/table'
import type { Asking } from './asking'
import { DocumentRow } from './document-row'
import type { ListOrder, ListState } from './list-state'
import { SortHeader } from './sort-header'

type TableProps = {
  rows: ListState['rows']
  /** What is asked for; until it is there the table is busy and shows what it has. */
  order: ListOrder
  busy: boolean
  ask: (asking: Asking) => void
}

export function DocumentsTable({ rows, order, busy, ask }: TableProps) {
  return (
    <Sheet>
      <Table aria-label="Documents" aria-busy={busy}>
        <TableHead>
          <tr role="row">
            <SortHeader sort="name" order={order} label="Name" />
            <TableHeader>Owner</TableHeader>
            <SortHeader sort="size" order={order} label="Size" right />
            <SortHeader sort="created" order={order} label="Added" />
            <TableHeader>Status</TableHeader>
            <TableHeader>
              <span className="sr-only">Actions</span>
            </TableHeader>
          </tr>
        </TableHead>
        <TableBody className={cn(busy && 'opacity-60 transition-opacity delay-200')}>
          {rows.map((row) => (
            <DocumentRow key={row.id} row={row} ask={ask} />
          ))}
        </TableBody>
      </Table>
    </Sheet>
  )
}
