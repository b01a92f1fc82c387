'use client'
import { Sheet, Table, TableBody, TableHead, TableHeader } from '@/components/ui/table'
import type { Asking } from './asking'
import { DocumentRow } from './document-row'
import type { ListState } from './list-state'
import { SortHeader } from './sort-header'

type TableProps = { list: ListState; ask: (asking: Asking) => void }

export function DocumentsTable({ list: { order, rows }, ask }: TableProps) {
  return (
    <Sheet>
      <Table aria-label="Documents">
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
        <TableBody>
          {rows.map((row) => (
            <DocumentRow key={row.id} row={row} ask={ask} />
          ))}
        </TableBody>
      </Table>
    </Sheet>
  )
}
