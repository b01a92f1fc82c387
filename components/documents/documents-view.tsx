'use client'
import { useCallback, useState } from 'react'
import { useConnected } from '@/components/live/live-provider'
import { Tag } from '@/components/ui/tag'
import { UploadButton } from '@/components/upload/upload-button'
import type { DocumentPage } from '@/lib/documents/schema'
import { SendDialog } from '@/components/mail/send-dialog'
import { ShareDialog } from '@/components/sharing/share-dialog'
import { TransferDialog } from '@/components/sharing/transfer-dialog'
import type { Asking } from './asking'
import { DeleteDialog } from './delete-dialog'
import { DetailsDialog } from './details-dialog'
import { DocumentsTable } from './documents-table'
import { EmptyDocuments, NothingShared } from './empty-documents'
import { hasMore, type ListOrder } from './list-state'
import { RenameDialog } from './rename-dialog'
import { ReplaceDialog } from './replace-dialog'
import { ShowChips } from './show-chips'
import { ShowMore } from './show-more'
import { SortSelect } from './sort-select'
import { useDocumentList } from './use-document-list'

type ViewProps = { page: DocumentPage; order: ListOrder }

export function DocumentsView({ page, order: initialOrder }: ViewProps) {
  const { list, order, behind, showMore } = useDocumentList(page, initialOrder)
  const [asking, setAsking] = useState<Asking | null>(null)
  const close = useCallback(() => setAsking(null), [])
  const nothing = list.rows.length === 0 && !hasMore(list)
  return (
    <>
      <div className="@container mb-[22px]">
        <div className="flex flex-wrap items-center gap-3">
          <h1 tabIndex={-1} className="outline-none">
            Documents
          </h1>
          <Reconnecting />
          <UploadButton className="ml-auto" />
          <div className="flex w-full flex-wrap items-center gap-2">
            <ShowChips order={order} />
            {nothing ? null : (
              <div className="@3xl:hidden">
                <SortSelect order={order} />
              </div>
            )}
          </div>
        </div>
      </div>
      {nothing ? (
        <Nothing show={list.order.show} />
      ) : (
        <DocumentsTable rows={list.rows} order={order} busy={behind} ask={setAsking} />
      )}
      {hasMore(list) ? <ShowMore load={showMore} /> : null}
      {nothing ? null : (
        <p className="mt-3.5 text-xs text-ink-3">
          Drop files anywhere. They go straight to your own storage, never through a public bucket.
        </p>
      )}
      {asking?.kind === 'details' ? <DetailsDialog row={asking.row} onClose={close} /> : null}
      {asking?.kind === 'share' ? <ShareDialog document={asking.row} onClose={close} /> : null}
      {asking?.kind === 'mail' ? <SendDialog documents={[asking.row]} onClose={close} /> : null}
      {asking?.kind === 'transfer' ? <TransferDialog document={asking.row} onClose={close} /> : null}
      {asking?.kind === 'rename' ? <RenameDialog row={asking.row} onClose={close} /> : null}
      {asking?.kind === 'replace' ? <ReplaceDialog row={asking.row} onClose={close} /> : null}
      {asking?.kind === 'delete' ? <DeleteDialog row={asking.row} onClose={close} /> : null}
    </>
  )
}

function Nothing({ show }: { show: ListOrder['show'] }) {
  return show === 'shared' ? <NothingShared /> : <EmptyDocuments />
}

function Reconnecting() {
  if (useConnected()) return null
  return (
    <Tag tone="amber" dot alive role="status">
      Not connected, trying again
    </Tag>
  )
}
