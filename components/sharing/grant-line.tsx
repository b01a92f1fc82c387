'use client'
import { SlidersHorizontal, UserRound, Users } from 'lucide-react'
import { useId, useState } from 'react'
import { changeGrant, revokeWays } from '@/app/(workspace)/documents/sharing-actions'
import { useClock } from '@/components/format/clock-provider'
import { formatWhen } from '@/components/format/when'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { GrantRole } from '@/lib/sharing/grants/roles'
import type { GrantRow, GrantsAfter } from '@/lib/sharing/grants/schema'
import type { RevokeAnswer } from '@/lib/sharing/revoke-answer'
import { dayOf, endOfDay } from './day'
import { GRANT_ROLE_WORDS, peopleWord } from './grantee-words'
import { RoleSelect, TermsFields, type TypedTerms } from './terms-fields'

type LineProps = {
  documentId: string
  grant: GrantRow
  mayGiveEditor: boolean
  onChanged: (grants: GrantsAfter) => void
  onRemoved: (answer: RevokeAnswer) => void
}

/** Somebody who was given the document: the role at hand, the rest one step away. */
export function GrantLine({ documentId, grant, mayGiveEditor, onChanged, onRemoved }: LineProps) {
  const panelId = useId()
  const { run, busy, error } = useAction()
  const [open, setOpen] = useState(false)
  const { grantee, mayChange, role } = grant
  const change = (terms: { role: GrantRole; viewOnly: boolean; expiresAt: string | null }) =>
    void run(
      () => changeGrant({ documentId, grantId: grant.id, ...terms }),
      (grants) => {
        setOpen(false)
        onChanged(grants)
      },
    )
  const setRole = (next: GrantRole) =>
    change({ role: next, viewOnly: grant.viewOnly && next === 'VIEWER', expiresAt: grant.expiresAt })
  const remove = () => void run(() => revokeWays({ ways: [{ kind: grantee.kind, id: grant.id }] }), onRemoved)
  return (
    <li className="grid grid-cols-1 gap-3 border-b border-line/60 py-2.5 last:border-b-0">
      <div className="flex items-center gap-3">
        <GrantedTo grant={grant} />
        {mayChange ? (
          <>
            <RoleSelect
              aria-label={`Role of ${grantee.name}`}
              className="w-auto"
              role={role}
              mayGiveEditor={mayGiveEditor}
              disabled={busy}
              onRole={setRole}
            />
            <Button
              tone="ghost"
              size="icon"
              aria-label={`Change access of ${grantee.name}`}
              aria-expanded={open}
              aria-controls={panelId}
              onClick={() => setOpen(!open)}
            >
              <SlidersHorizontal aria-hidden />
            </Button>
          </>
        ) : (
          <span className="text-s text-ink-2">{GRANT_ROLE_WORDS[role]}</span>
        )}
      </div>
      {error ? <Notice tone="red">{error}</Notice> : null}
      <div id={panelId} hidden={!open}>
        {open ? (
          <ChangeTerms grant={grant} mayGiveEditor={mayGiveEditor} busy={busy} onSave={change} onRemove={remove} />
        ) : null}
      </div>
    </li>
  )
}

function GrantedTo({ grant: { grantee, giver, viewOnly, expiresAt, dormant } }: { grant: GrantRow }) {
  const clock = useClock()
  const Icon = grantee.kind === 'USER' ? UserRound : Users
  const facts = [
    grantee.people === null ? null : peopleWord(grantee.people),
    dormant ? 'account disabled' : null,
    viewOnly ? 'view only' : null,
    expiresAt ? `until ${formatWhen(expiresAt, clock)}` : null,
    `given by ${giver.name}`,
  ]
  return (
    <>
      <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1 leading-snug">
        <b dir="auto" title={grantee.email ?? grantee.name} className="block truncate font-medium">
          {grantee.name}
        </b>
        <small className="block text-xs break-words text-ink-3">
          {facts.filter((fact) => fact !== null).join(' · ')}
        </small>
      </div>
    </>
  )
}

type ChangeProps = {
  grant: GrantRow
  mayGiveEditor: boolean
  busy: boolean
  onSave: (terms: { role: GrantRole; viewOnly: boolean; expiresAt: string | null }) => void
  onRemove: () => void
}

function ChangeTerms({ grant, mayGiveEditor, busy, onSave, onRemove }: ChangeProps) {
  const before: TypedTerms = {
    role: grant.role,
    viewOnly: grant.viewOnly,
    day: grant.expiresAt ? dayOf(grant.expiresAt) : '',
  }
  const [{ day, ...terms }, setTerms] = useState(before)
  // An end in the middle of a day stays what it is unless another day is chosen.
  const expiresAt = day === before.day ? grant.expiresAt : endOfDay(day)
  return (
    <div className="grid grid-cols-1 gap-3.5 rounded-m bg-well p-4">
      <TermsFields terms={{ ...terms, day }} mayGiveEditor={mayGiveEditor} withRole={false} onChange={setTerms} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button tone="red" className="mr-auto" aria-busy={busy} onClick={onRemove}>
          Remove
        </Button>
        <Button tone="seal" aria-busy={busy} onClick={() => onSave({ ...terms, expiresAt })}>
          Save
        </Button>
      </div>
    </div>
  )
}
