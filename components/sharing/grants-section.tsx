'use client'
import { useState } from 'react'
import { listGrants } from '@/app/(workspace)/documents/sharing-actions'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import type { GrantsAfter } from '@/lib/sharing/grants/schema'
import { revokedSentence } from '@/lib/sharing/revoke-answer'
import { GiveForm } from './give-form'
import { GrantLine } from './grant-line'
import { useOfDocument } from './use-of-document'

/** The people and groups of a document: who has it, one more, less or nothing. */
export function GrantsSection({ documentId }: { documentId: string }) {
  const { data: grants, setData: setGrants, error, reload } = useOfDocument(documentId, listGrants)
  const [said, setSaid] = useState<string | null>(null)
  if (!grants) return error ? <Notice tone="red">{error}</Notice> : <Skeleton className="h-16" />
  const changed = (after: GrantsAfter) => {
    setGrants(after)
    setSaid(after.urlsKilled > 0 ? `Changed. ${killed(after.urlsKilled)}` : null)
  }
  return (
    <section aria-label="People and groups" className="grid grid-cols-1 gap-3">
      <GiveForm
        documentId={documentId}
        mayGiveEditor={grants.mayGiveEditor}
        onGiven={(after, name) => {
          setGrants(after)
          setSaid(`${name} can open it now.`)
        }}
      />
      {error ? <Notice tone="red">{error}</Notice> : null}
      {said ? <Notice tone="seal">{said}</Notice> : null}
      {grants.rows.length === 0 ? (
        <p className="text-s text-ink-3">Not given to anybody in the organisation.</p>
      ) : (
        <ul aria-label="Given to">
          {grants.rows.map((grant) => (
            <GrantLine
              key={grant.id}
              documentId={documentId}
              grant={grant}
              mayGiveEditor={grants.mayGiveEditor}
              onChanged={changed}
              onRemoved={(answer) => {
                setSaid(`${revokedSentence(answer)}.`)
                void reload()
              }}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

function killed(urls: number): string {
  return urls === 1
    ? 'One URL that was handed out before stopped working.'
    : `${urls} URLs that were handed out before stopped working.`
}
