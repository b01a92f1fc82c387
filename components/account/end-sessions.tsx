'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { endOtherSessions, signOutEverywhere } from '@/app/(workspace)/account/actions'
import { startLeaving } from '@/components/notices/tab-state'
import { useAction } from '@/components/notices/use-action'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/notices/toast-store'

export function EndSessions({ others }: { others: boolean }) {
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const { run, busy, error } = useAction()
  const endOthers = () =>
    void run(
      () => endOtherSessions({}),
      () => {
        toast('seal', 'All your other sessions have ended.')
        router.refresh()
      },
    )
  const everywhere = () => {
    startLeaving()
    void run(
      () => signOutEverywhere({}),
      () => location.assign('/sign-in'),
    )
  }
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      <Button disabled={!others} aria-busy={busy && !asking} onClick={endOthers}>
        End all others
      </Button>
      <Button onClick={() => setAsking(true)}>Sign out everywhere</Button>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title="Sign out everywhere?"
        confirm="Sign out everywhere"
        busy={busy}
        error={error}
        onConfirm={everywhere}
      >
        Every session ends at once, this one too. Uploads that are still running here stop. Agent tokens go on working;
        revoke them on this page.
      </AlertDialog>
    </div>
  )
}
