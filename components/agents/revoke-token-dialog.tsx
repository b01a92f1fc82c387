'use client'
import { revokeAgentToken } from '@/app/(workspace)/account/token-actions'
import { toast } from '@/components/notices/toast-store'
import { useAction } from '@/components/notices/use-action'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { revokedSentence } from '@/lib/sharing/revoke-answer'

type Props = {
  token: { id: string; name: string }
  /** Whose it is, where it is not one's own. */
  person?: string
  onClose: () => void
  onDone: () => void
}

/** Asks before a token ends, and says what ends with it. */
export function RevokeTokenDialog({ token: { id, name }, person, onClose, onDone }: Props) {
  const { run, busy, error } = useAction()
  const revoke = () =>
    void run(
      () => revokeAgentToken({ tokenId: id }),
      (answer) => {
        toast('seal', `${revokedSentence(answer)}.`)
        onDone()
      },
    )
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      title={`Revoke “${name}”${person ? ` of ${person}` : ''}?`}
      confirm="Revoke token"
      busy={busy}
      error={error}
      onConfirm={revoke}
    >
      Software that uses it is refused at once. URLs that it was handed out stop working, and what it is uploading ends.
      It cannot be brought back; a new token can be made.
    </AlertDialog>
  )
}
