'use client'
import { useState } from 'react'
import { giveGrant } from '@/app/(workspace)/documents/sharing-actions'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { Grantee, GrantsAfter } from '@/lib/sharing/grants/schema'
import { endOfDay } from './day'
import { GranteeSearch } from './grantee-search'
import { granteeNote } from './grantee-words'
import { TermsFields, type TypedTerms } from './terms-fields'

type GiveProps = { documentId: string; mayGiveEditor: boolean; onGiven: (grants: GrantsAfter, name: string) => void }

const PLAIN: TypedTerms = { role: 'VIEWER', viewOnly: false, day: '' }

/** First whom, then what they may. */
export function GiveForm({ documentId, mayGiveEditor, onGiven }: GiveProps) {
  const [chosen, setChosen] = useState<Grantee | null>(null)
  // The keyboard goes on where it was when the form that it was in has gone.
  const [again, setAgain] = useState(false)
  const choose = (next: Grantee | null) => {
    setAgain(next === null)
    setChosen(next)
  }
  if (!chosen)
    return <GranteeSearch documentId={documentId} label="Add a person or a group" autoFocus={again} onChoose={choose} />
  const done = (grants: GrantsAfter) => {
    choose(null)
    onGiven(grants, chosen.name)
  }
  return (
    <GiveTo
      documentId={documentId}
      grantee={chosen}
      mayGiveEditor={mayGiveEditor}
      onCancel={() => choose(null)}
      onDone={done}
    />
  )
}

type GiveToProps = {
  documentId: string
  grantee: Grantee
  mayGiveEditor: boolean
  onCancel: () => void
  onDone: (grants: GrantsAfter) => void
}

function GiveTo({ documentId, grantee, mayGiveEditor, onCancel, onDone }: GiveToProps) {
  const { run, busy, error } = useAction()
  const [{ day, ...terms }, setTerms] = useState(PLAIN)
  const give = () =>
    void run(
      () =>
        giveGrant({
          documentId,
          grantee: { kind: grantee.kind, id: grantee.id },
          ...terms,
          expiresAt: endOfDay(day),
        }),
      onDone,
    )
  return (
    <form
      aria-label={`Share with ${grantee.name}`}
      className="grid grid-cols-1 gap-3.5 rounded-m bg-well p-4"
      onSubmit={(event) => {
        event.preventDefault()
        give()
      }}
    >
      <p className="leading-snug">
        <b dir="auto" className="block font-medium break-words">
          {grantee.name}
        </b>
        <span className="block text-xs break-words text-ink-2">{granteeNote(grantee)}</span>
      </p>
      <TermsFields terms={{ ...terms, day }} mayGiveEditor={mayGiveEditor} onChange={setTerms} />
      {error ? <Notice tone="red">{error}</Notice> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" tone="seal" autoFocus aria-busy={busy}>
          Give access
        </Button>
      </div>
    </form>
  )
}
