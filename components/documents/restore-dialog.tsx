'use client'
import { previewRestore, restoreDocument } from '@/app/(workspace)/documents/actions'
import { useLive } from '@/components/live/live-provider'
import { toast } from '@/components/notices/toast-store'
import { useAction } from '@/components/notices/use-action'
import { useOfDocument } from '@/components/sharing/use-of-document'
import { AlertDialog } from '@/components/ui/alert-dialog'
import type { TrashRow } from '@/lib/documents/trash-schema'
import { restoreText } from './trash-words'

type Props = { row: TrashRow; onClose: () => void }

/** Says who gets it back before it is back. */
export function RestoreDialog({ row, onClose }: Props) {
  const live = useLive()
  const { data: effect, error: unknown } = useOfDocument(row.id, previewRestore)
  const { run, busy, error } = useAction()
  const restore = () =>
    void run(
      () => restoreDocument({ documentId: row.id }),
      (restored) => {
        live.apply({ changed: [restored], gone: [] })
        toast('seal', `“${row.name}” is back in your documents.`)
        onClose()
      },
    )
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      title={`Restore “${row.name}”?`}
      confirm="Restore"
      tone="seal"
      busy={busy}
      error={error ?? unknown}
      onConfirm={restore}
    >
      {effect ? restoreText(effect) : 'Looking who gets it back…'}
    </AlertDialog>
  )
}
