'use client'
import { revokeMail } from '@/app/(workspace)/sent/actions'
import { useAction } from '@/components/notices/use-action'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { revokedSentence } from '@/lib/sharing/revoke-answer'
import type { SentAsking } from './asking'
import { LifeDialog } from './life-dialog'
import { withRecipients } from './with-recipients'
import { whomWords } from './whom'

type Props = { asking: SentAsking; longest: number; onClose: () => void; onDone: (sentence: string) => void }

export function SentDialog({ asking, longest, onClose, onDone }: Props) {
  if (asking.kind === 'revoke') return <RevokeDialog {...{ asking, onClose, onDone }} />
  return <LifeDialog {...{ asking, longest, onClose, onDone }} kind={asking.kind} />
}

function RevokeDialog({ asking, onClose, onDone }: Omit<Props, 'longest'>) {
  const { run, busy, error } = useAction()
  const revoke = () =>
    void run(
      () => withRecipients(asking, (recipientIds) => revokeMail({ recipientIds })),
      (answer) => onDone(`${revokedSentence(answer)}.`),
    )
  return (
    <AlertDialog
      open
      onOpenChange={onClose}
      title={`Revoke what ${whomWords(asking)} got?`}
      confirm="Revoke"
      busy={busy}
      error={error}
      onConfirm={revoke}
    >
      The link opens nothing from now on, and URLs that were handed out by it stop working. What is still queued is not
      sent any more. What was saved already stays saved.
    </AlertDialog>
  )
}
