'use client'
import { useState } from 'react'
import type { Outcome } from '@/components/notices/call-action'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

export function ShowMore({ load }: { load: () => Promise<Outcome<unknown>> }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const more = async () => {
    setBusy(true)
    const outcome = await load()
    setBusy(false)
    setError(outcome.ok ? null : outcome.message)
  }
  return (
    <div className="mt-3.5 grid justify-items-center gap-2.5">
      {error ? <Notice tone="red">{error}</Notice> : null}
      <Button aria-busy={busy} onClick={more}>
        {busy ? 'Loading…' : 'Show more'}
      </Button>
    </div>
  )
}
