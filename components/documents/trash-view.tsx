'use client'
import { useCallback, useState } from 'react'
import { Sheet, Table, TableBody, TableColumns } from '@/components/ui/table'
import { UploadButton } from '@/components/upload/upload-button'
import type { TrashPage, TrashRow as Row } from '@/lib/documents/trash-schema'
import { NothingDeleted } from './empty-documents'
import { PurgeDialog } from './purge-dialog'
import { RestoreDialog } from './restore-dialog'
import { ShowChips } from './show-chips'
import { ShowMore } from './show-more'
import { TrashRow } from './trash-row'
import { trashText } from './trash-words'
import { useTrash } from './use-trash'

export type TrashAsking = { kind: 'restore' | 'purge'; row: Row }

/** What was deleted and can be restored. */
export function TrashView({ page: initial }: { page: TrashPage }) {
  const { page, showMore } = useTrash(initial)
  const [asking, setAsking] = useState<TrashAsking | null>(null)
  const close = useCallback(() => setAsking(null), [])
  return (
    <>
      <div className="@container mb-[22px]">
        <div className="flex flex-wrap items-center gap-3">
          <h1 tabIndex={-1} className="outline-none">
            Documents
          </h1>
          <UploadButton className="ml-auto" />
          <div className="flex w-full flex-wrap items-center gap-2">
            <ShowChips order={null} />
          </div>
        </div>
      </div>
      {page.rows.length === 0 ? (
        <NothingDeleted />
      ) : (
        <Sheet>
          <Table aria-label="Deleted documents">
            <TableColumns names={['Name', 'Size', 'Deleted', 'Gone for good']} actions />
            <TableBody>
              {page.rows.map((row) => (
                <TrashRow key={row.id} row={row} ask={setAsking} />
              ))}
            </TableBody>
          </Table>
        </Sheet>
      )}
      {page.nextCursor === null ? null : <ShowMore load={showMore} />}
      {page.rows.length === 0 ? null : <p className="mt-3.5 text-xs text-ink-3">{trashText(page)}</p>}
      {asking?.kind === 'restore' ? <RestoreDialog row={asking.row} onClose={close} /> : null}
      {asking?.kind === 'purge' ? <PurgeDialog row={asking.row} onClose={close} /> : null}
    </>
  )
}
