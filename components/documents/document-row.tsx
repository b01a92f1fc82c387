'use client'
import { memo } from 'react'
import { Moment } from '@/components/format/moment'
import { formatSize } from '@/lib/format/size'
import { TableCell, TableRow } from '@/components/ui/table'
import type { DocumentRow as Row } from '@/lib/documents/schema'
import { DownloadButton } from './download-button'
import { KindGlyph } from './kind-glyph'
import { NewFileText } from './new-file-text'
import { OpenLink } from './open-link'
import { RoleWord } from './role-word'
import { RowMenu } from './row-menu'
import { ShareButton } from './share-button'
import { StatusTag } from './status-tag'
import type { Asking } from './asking'

type RowProps = { row: Row; ask: (asking: Asking) => void }

// On a wide sheet a row of the table; on a narrow one two lines, with the glyph beside both.
export const DocumentRow = memo(function DocumentRow({ row, ask }: RowProps) {
  return (
    <TableRow className="relative grid-cols-[auto_minmax(0,auto)_minmax(0,auto)_minmax(0,1fr)_auto] items-center gap-x-1.5 py-2.5 pr-1.5 pl-[54px] @sm:gap-x-2.5 @3xl:p-0">
      <TableCell className="col-span-4 min-w-0 @3xl:w-full @3xl:max-w-0">
        <div className="flex min-w-0 items-center gap-3">
          <KindGlyph name={row.name} className="absolute top-3.5 left-3.5 @3xl:relative @3xl:top-0 @3xl:left-0" />
          <div className="min-w-0">
            <div className="flex items-baseline gap-2">
              <b dir="auto" title={row.name} className="block truncate font-medium">
                {row.name}
              </b>
              <RoleWord row={row} />
            </div>
            {row.rejection ? (
              <small title={row.rejection} className="block text-xs whitespace-normal text-red @3xl:truncate">
                {row.rejection}
              </small>
            ) : null}
            <NewFileText newFile={row.newFile} />
          </div>
        </div>
      </TableCell>
      <TableCell
        dir="auto"
        title={row.owner.name}
        className="col-start-4 row-start-2 hidden truncate text-xs text-ink-2 @md:block @3xl:table-cell @3xl:max-w-44 @3xl:text-m"
      >
        {row.owner.name}
      </TableCell>
      <TableCell className="col-start-2 row-start-2 truncate text-xs text-ink-2 tabular-nums @3xl:text-right @3xl:text-m">
        {formatSize(row.size)}
      </TableCell>
      <TableCell className="col-start-3 row-start-2 truncate text-xs text-ink-2 tabular-nums @3xl:text-m">
        <Moment iso={row.createdAt} />
      </TableCell>
      <TableCell className="col-start-1 row-start-2 @3xl:text-left">
        <StatusTag status={row.status} />
      </TableCell>
      <TableCell className="col-start-5 row-span-2 row-start-1 @3xl:text-right">
        <ShareButton row={row} ask={ask} />
        {row.may.open && !row.may.download ? <OpenLink row={row} /> : <DownloadButton row={row} />}
        <RowMenu row={row} ask={ask} />
      </TableCell>
    </TableRow>
  )
})
