'use client'
import Link from 'next/link'
import { previewSharingPolicy, saveSharingPolicy } from '@/app/(workspace)/settings/sharing/actions'
import type { Policy } from '@/lib/sharing/policy/schema'
import { PolicyForm } from './policy-form'
import { usePolicyChange } from './use-policy-change'

/** The organisation's policy for sharing with people outside. What saving would stop is shown before it is saved. */
export function PolicyView({ policy }: { policy: Policy }) {
  const { ask, busy, error, said, dialog } = usePolicyChange({
    what: 'policy',
    preview: previewSharingPolicy,
    save: saveSharingPolicy,
  })
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
        What links to people outside must have, what software may do that acts for people, and how long what is handed
        out lives. It holds for links that stand as well as for new ones: a link that breaks it opens nothing until the
        policy or the link is changed.
      </p>
      <PolicyForm policy={policy} busy={busy} error={error} saved={said} onSave={ask} />
      {dialog}
    </>
  )
}
