'use client'
import { useEffect, useEffectEvent, useState } from 'react'
import { revocationProgress } from '@/app/(workspace)/sharing/actions'
import { callAction } from '@/components/notices/call-action'
import { Progress } from '@/components/ui/progress'
import type { RevocationProgress } from '@/lib/sharing/bulk/schema'

const ASK_MS = 1000

type Props = { started: RevocationProgress; onDone: (done: RevocationProgress) => void }

/** A revocation of many, as far as it is. It goes on without this page. */
export function RevocationBar({ started, onDone }: Props) {
  const [progress, setProgress] = useState(started)
  const done = useEffectEvent(onDone)
  const { id } = started
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let gone = false
    const ask = async () => {
      const outcome = await callAction(() => revocationProgress({ id }))
      if (gone) return
      if (outcome.ok) setProgress(outcome.data)
      if (outcome.ok && outcome.data.answer) done(outcome.data)
      else timer = setTimeout(() => void ask(), ASK_MS)
    }
    timer = setTimeout(() => void ask(), ASK_MS)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [id])
  const [through, total] = [progress.done.toLocaleString('en'), progress.total.toLocaleString('en')]
  return (
    <section aria-label="Revoking" className="mb-4 grid gap-2 rounded-m border border-line bg-sheet px-4 py-3">
      <p className="text-s">
        <b className="font-medium tabular-nums">
          Revoking, {through} of {total}
        </b>
        <span className="text-ink-2"> · started by {progress.actor.name}; it goes on when you leave this page</span>
      </p>
      <Progress
        label="Revoked"
        valueText={`${through} of ${total}`}
        percent={Math.floor((progress.done / Math.max(1, progress.total)) * 100)}
      />
    </section>
  )
}
