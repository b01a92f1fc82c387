'use client'
import { Sheet, Table, TableBody, TableHead, TableHeader } from '@/components/ui/table'
import type { Asked } from './address'
import { CheckBox } from './check-box'
import type { useWays } from './use-ways'
import { WayLine } from './way-line'
import { WaySortHeader } from './way-sort'

type Props = { base: string; asked: Asked; ways: ReturnType<typeof useWays> }

export function WaysTable({ base, asked, ways }: Props) {
  const { rows, isTicked, tick, tickPage } = ways
  const count = rows.filter(isTicked).length
  const at = { base, asked }
  return (
    <Sheet>
      <Table aria-label="Sharing" className="@3xl:text-m">
        <TableHead>
          <tr role="row">
            <TableHeader className="pr-0 pl-3.5">
              <CheckBox
                label="Select all rows shown"
                checked={count === rows.length}
                some={count > 0}
                onChange={tickPage}
              />
            </TableHeader>
            <WaySortHeader {...at} sort="document" label="Who and what" className="pl-2" />
            <TableHeader>Kind</TableHeader>
            <TableHeader>Given by</TableHeader>
            <WaySortHeader {...at} sort="created" label="Created" />
            <WaySortHeader {...at} sort="used" label="Last used" />
            <WaySortHeader {...at} sort="ends" label="Ends" />
            <TableHeader>Issued URLs</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <WayLine key={row.id} {...at} row={row} ticked={isTicked(row)} onTick={tick} />
          ))}
        </TableBody>
      </Table>
    </Sheet>
  )
}
