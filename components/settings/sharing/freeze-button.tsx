'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { previewSharingFreeze, setSharingFrozen } from '@/app/(workspace)/settings/sharing/actions'
import { toast, toastFailure } from '@/components/notices/toast-store'
import { callAction } from '@/components/notices/call-action'
import { useAction } from '@/components/notices/use-action'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import type { PolicyEffect } from '@/lib/sharing/policy/schema'
import { policyDone, policySentences } from './effect-words'

/** Stops every link of the organisation at once, or lets them open again; asks first, with what that means. */
export function FreezeButton({ frozenAt }: { frozenAt: string | null }) {
  const router = useRouter()
  const [effect, setEffect] = useState<PolicyEffect | null>(null)
  const [looking, setLooking] = useState(false)
  const { run, busy, error } = useAction()
  const frozen = frozenAt === null
  const look = async () => {
    setLooking(true)
    const outcome = await callAction(() => previewSharingFreeze({ frozen }))
    setLooking(false)
    if (outcome.ok) setEffect(outcome.data)
    else toastFailure(outcome)
  }
  const change = () =>
    void run(
      () => setSharingFrozen({ frozen }),
      (done) => {
        setEffect(null)
        toast('seal', `Outside sharing is ${frozen ? 'frozen' : 'open again'}. ${policyDone(done)}`)
        router.refresh()
      },
    )
  return (
    <>
      <Button aria-busy={looking} onClick={() => void look()}>
        {frozen ? 'Freeze outside sharing' : 'Unfreeze outside sharing'}
      </Button>
      {effect ? (
        <AlertDialog
          open
          onOpenChange={() => setEffect(null)}
          title={frozen ? 'Freeze all outside sharing?' : 'Unfreeze outside sharing?'}
          confirm={frozen ? 'Freeze' : 'Unfreeze'}
          tone={frozen ? 'red' : 'seal'}
          busy={busy}
          error={error}
          onConfirm={change}
        >
          {frozen
            ? 'No link opens anything until you unfreeze; nothing is deleted. '
            : 'Links open again as they did. '}
          {policySentences(effect).join(' ')}
        </AlertDialog>
      ) : null}
    </>
  )
}
