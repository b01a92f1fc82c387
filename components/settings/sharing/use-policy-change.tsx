'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useAction } from '@/components/notices/use-action'
import { AlertDialog } from '@/components/ui/alert-dialog'
import type { Result } from '@/lib/errors'
import type { PolicyChanged, PolicyEffect } from '@/lib/sharing/policy/schema'
import { policyDone, policySentences } from './effect-words'

type Steps<Input> = {
  /** As the dialog calls it: “policy”, “mail policy”. */
  what: string
  preview: (input: Input) => Promise<Result<PolicyEffect>>
  save: (input: Input) => Promise<Result<PolicyChanged>>
}

/** A change of what the organisation allows: what it would stop is shown in `dialog` before it is saved. */
export function usePolicyChange<Input>({ what, preview, save }: Steps<Input>) {
  const router = useRouter()
  const [asking, setAsking] = useState<{ input: Input; effect: PolicyEffect } | null>(null)
  const [done, setDone] = useState<PolicyChanged | null>(null)
  const look = useAction()
  const saving = useAction()
  const ask = (input: Input) => {
    setDone(null)
    void look.run(
      () => preview(input),
      (effect) => setAsking({ input, effect }),
    )
  }
  const confirm = ({ input }: { input: Input }) =>
    void saving.run(
      () => save(input),
      (changed) => {
        setAsking(null)
        setDone(changed)
        router.refresh()
      },
    )
  const dialog = asking ? (
    <AlertDialog
      open
      onOpenChange={() => setAsking(null)}
      title={`Save this ${what}?`}
      confirm={`Save ${what}`}
      tone={asking.effect.stops > 0 ? 'red' : 'seal'}
      busy={saving.busy}
      error={saving.error}
      onConfirm={() => confirm(asking)}
    >
      {policySentences(asking.effect).join(' ')}
    </AlertDialog>
  ) : null
  return { ask, busy: look.busy, error: look.error, said: done ? `Saved. ${policyDone(done)}` : '', dialog }
}
