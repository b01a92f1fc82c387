'use client'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { previewSharingPolicy, saveSharingPolicy } from '@/app/(workspace)/settings/sharing/actions'
import { useAction } from '@/components/notices/use-action'
import { AlertDialog } from '@/components/ui/alert-dialog'
import type { Policy, PolicyChanged, PolicyEffect, PolicyInput } from '@/lib/sharing/policy/schema'
import { policyDone, policySentences } from './effect-words'
import { PolicyForm } from './policy-form'

type Asking = { policy: PolicyInput; effect: PolicyEffect }

/** The organisation's policy for sharing with people outside. What saving would stop is shown before it is saved. */
export function PolicyView({ policy }: { policy: Policy }) {
  const router = useRouter()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [done, setDone] = useState<PolicyChanged | null>(null)
  const look = useAction()
  const save = useAction()
  const preview = (next: PolicyInput) => {
    setDone(null)
    void look.run(
      () => previewSharingPolicy(next),
      (effect) => setAsking({ policy: next, effect }),
    )
  }
  const confirm = () => {
    if (!asking) return
    void save.run(
      () => saveSharingPolicy(asking.policy),
      (changed) => {
        setAsking(null)
        setDone(changed)
        router.refresh()
      },
    )
  }
  return (
    <>
      <p className="mb-2 text-s">
        <Link href="/settings/sharing" className="rounded-xs text-ink-2 underline underline-offset-2 hover:text-ink">
          Sharing
        </Link>
      </p>
      <h1 tabIndex={-1} className="mb-2 outline-none">
        Sharing policy
      </h1>
      <p className="mb-6 max-w-[66ch] text-ink-2">
        What links to people outside must have, and how long what is handed out lives. It holds for links that stand as
        well as for new ones: a link that breaks it opens nothing until the policy or the link is changed.
      </p>
      <PolicyForm
        policy={policy}
        busy={look.busy}
        error={look.error}
        saved={done ? `Saved. ${policyDone(done)}` : ''}
        onSave={preview}
      />
      {asking ? (
        <AlertDialog
          open
          onOpenChange={() => setAsking(null)}
          title="Save this policy?"
          confirm="Save policy"
          tone={asking.effect.stops > 0 ? 'red' : 'seal'}
          busy={save.busy}
          error={save.error}
          onConfirm={confirm}
        >
          {policySentences(asking.effect).join(' ')}
        </AlertDialog>
      ) : null}
    </>
  )
}
