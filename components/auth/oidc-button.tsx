'use client'
import { signIn } from 'next-auth/react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

export function OidcButton({ name, next }: { name: string; next: string }) {
  const [busy, setBusy] = useState(false)
  const leave = () => {
    setBusy(true)
    signIn('oidc', { callbackUrl: next }).catch(() => setBusy(false))
  }
  return (
    <>
      <p
        aria-hidden
        className="flex items-center gap-3 text-xs text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line"
      >
        or
      </p>
      <Button size="wide" aria-busy={busy} onClick={leave}>
        Continue with {name}
      </Button>
    </>
  )
}
