'use client'
import { deleteDocument } from '@/app/(workspace)/documents/actions'
import { useLive } from '@/components/live/live-provider'
import { useAction } from '@/components/notices/use-action'
import { AlertDialog } from '@/components/ui/alert-dialog'
import type { DocumentRow } from '@/lib/documents/schema'

type Props = { row: DocumentRow; onClose: () => void }

export function DeleteDialog({ row, onClose }: Props) {
  const live = useLive()
  const { run, busy, error } = useAction()
  const remove = () =>
    void run(
      () => deleteDocument({ documentId: row.id }),
      () => {
        live.apply({ changed: [], gone: [row.id] })
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
      Nobody can open or download it any more, and URLs that were already handed out stop working. This cannot be
      undone.
    </AlertDialog>
  )
}
