'use client'
import { LogOut } from 'lucide-react'
import { signOut } from 'next-auth/react'
import { useState } from 'react'
import { startLeaving } from '@/components/notices/tab-state'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { stopUploads, uploadsRunning } from '@/components/upload/queue-of'

/** Signing out is a navigation of the whole page, so that nothing of it stays in memory. */
export function SignOutButton({ className, iconOnly = false }: { className?: string; iconOnly?: boolean }) {
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const leave = async () => {
    setBusy(true)
    startLeaving()
    stopUploads()
    try {
      await signOut({ callbackUrl: '/sign-in' })
    } catch {
      setError('Countersign does not answer, so you are still signed in. Try again.')
      setAsking(true)
    }
    setBusy(false)
  }
  const begin = () => (uploadsRunning() ? setAsking(true) : void leave())
  return (
    <>
      <Button
        tone={iconOnly ? 'ghost' : 'plain'}
        size={iconOnly ? 'icon' : 'm'}
        {...(className ? { className } : {})}
        aria-label="Sign out"
        title="Sign out"
        aria-busy={busy}
        onClick={begin}
      >
        <LogOut aria-hidden />
        {iconOnly ? null : 'Sign out'}
      </Button>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title="Sign out?"
        confirm="Sign out"
        busy={busy}
        error={error}
        onConfirm={() => void leave()}
      >
        Files are still on their way. Signing out stops them.
      </AlertDialog>
    </>
  )
}
