'use client'
import { startRevocation } from '@/app/(workspace)/sharing/actions'
import { useAction } from '@/components/notices/use-action'
import { AlertDialog } from '@/components/ui/alert-dialog'
import type { PreparedRevocation, RevocationProgress } from '@/lib/sharing/bulk/schema'
import { effectSentences } from './effect-words'

type Props = {
  prepared: PreparedRevocation
  onClose: () => void
  onStarted: (progress: RevocationProgress) => void
}

/** Shows what a revocation would do, as the server worked it out, before it does it. */
export function RevokeDialog({ prepared: { id, total, effect }, onClose, onStarted }: Props) {
  const { run, busy, error } = useAction()
  const shown = total.toLocaleString('en')
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      title={total === 1 ? 'Revoke this way in?' : `Revoke ${shown} ways in?`}
      confirm={`Revoke ${shown}`}
      busy={busy}
      error={error}
      onConfirm={() => void run(() => startRevocation({ id }), onStarted)}
    >
      {effectSentences(effect).map((sentence) => (
        <span key={sentence} className="mb-1 block">
          {sentence}
        </span>
      ))}
      <span className="block">A transfer that is running or a file that was saved cannot be taken back.</span>
    </AlertDialog>
  )
}
