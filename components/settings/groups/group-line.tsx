import { Pencil, Trash2, UserPlus } from 'lucide-react'
import { ActionMenu } from '@/components/ui/action-menu'
import { DropdownMenuItem } from '@/components/ui/dropdown-menu'
import { TableCell, TableRow } from '@/components/ui/table'
import type { GroupRow } from '@/lib/groups/schema'
import type { GroupAsking } from './groups-view'

type LineProps = { group: GroupRow; ask: (asking: GroupAsking) => void }

export function GroupLine({ group: { id, name, people, documents }, ask }: LineProps) {
  return (
    <TableRow className="grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 py-2.5 pr-1.5 pl-3.5 @3xl:p-0">
      <TableCell className="col-span-2 min-w-0 @3xl:w-full @3xl:max-w-0">
        <div className="py-1 leading-snug">
          <b dir="auto" title={name} className="block truncate font-medium">
            {name}
          </b>
          <div className="truncate text-xs text-ink-3">
            {people.length === 0 ? 'Nobody yet' : people.map((person) => person.name).join(', ')}
          </div>
        </div>
      </TableCell>
      <TableCell className="col-start-1 row-start-2 text-xs text-ink-2 tabular-nums @3xl:text-m">
        {people.length.toLocaleString('en')}
        <span className="@3xl:sr-only">{people.length === 1 ? ' person' : ' people'}</span>
      </TableCell>
      <TableCell className="col-start-2 row-start-2 text-xs text-ink-2 tabular-nums @3xl:text-m">
        {documents.toLocaleString('en')}
        <span className="@3xl:sr-only">{documents === 1 ? ' document' : ' documents'}</span>
      </TableCell>
      <TableCell className="col-start-3 row-span-2 row-start-1 @3xl:text-right">
        <ActionMenu label={`More for ${name}`}>
          {(then) => (
            <>
              <DropdownMenuItem onSelect={then(() => ask({ kind: 'people', groupId: id }))}>
                <UserPlus aria-hidden />
                People…
              </DropdownMenuItem>
              <DropdownMenuItem onSelect={then(() => ask({ kind: 'rename', groupId: id }))}>
                <Pencil aria-hidden />
                Rename…
              </DropdownMenuItem>
              <DropdownMenuItem tone="red" onSelect={then(() => ask({ kind: 'delete', groupId: id }))}>
                <Trash2 aria-hidden />
                Delete…
              </DropdownMenuItem>
            </>
          )}
        </ActionMenu>
      </TableCell>
    </TableRow>
  )
}
