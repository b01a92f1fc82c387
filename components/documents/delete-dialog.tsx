'use client'
import { deleteDocument } from '@/app/(workspace)/documents/actions'
import { useLive } from '@/components/live/live-provider'
import { toast } from '@/components/notices/toast-store'
import { useAction } from '@/components/notices/use-action'
import { AlertDialog } from '@/components/ui/alert-dialog'
import type { DocumentRow } from '@/lib/documents/schema'
import { deletionText, pendingText } from './trash-words'

type Props = { row: DocumentRow; onClose: () => void }

export function DeleteDialog({ row, onClose }: Props) {
  const live = useLive()
  const { run, busy, error } = useAction()
  const remove = () =>
    void run(
      () => deleteDocument({ documentId: row.id }),
      ({ urlsPending }) => {
        live.apply({ changed: [], gone: [row.id] })
        if (urlsPending > 0) toast('seal', pendingText(urlsPending))
        onClose()
      },
    )
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      title={`Delete “${row.name}”?`}
      confirm="Delete"
      busy={busy}
      error={error}
      onConfirm={remove}
    >
      {deletionText(row)}
    </AlertDialog>
  )
}
