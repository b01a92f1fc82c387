'use client'
import { purgeDocument } from '@/app/(workspace)/documents/actions'
import { useLive } from '@/components/live/live-provider'
import { useAction } from '@/components/notices/use-action'
import { AlertDialog } from '@/components/ui/alert-dialog'
import type { TrashRow } from '@/lib/documents/trash-schema'
import { formatSize } from '@/lib/format/size'

type Props = { row: TrashRow; onClose: () => void }

export function PurgeDialog({ row, onClose }: Props) {
  const live = useLive()
  const { run, busy, error } = useAction()
  const purge = () =>
    void run(
      () => purgeDocument({ documentId: row.id }),
      () => {
        live.apply({ changed: [], gone: [row.id] })
        onClose()
      },
    )
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      title={`Delete “${row.name}” for good?`}
      confirm="Delete for good"
      busy={busy}
      error={error}
      onConfirm={purge}
    >
      Its bytes are deleted from the store now, and {formatSize(row.size)} of your storage are free again. Nobody can
      bring it back.
    </AlertDialog>
  )
}
