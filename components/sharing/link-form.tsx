'use client'
import { useState, type FormEvent, type ReactNode } from 'react'
import { changeLink, createLink } from '@/app/(workspace)/documents/link-actions'
import { useClock } from '@/components/format/clock-provider'
import { formatMoment } from '@/components/format/when'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { LinkRow, LinkTerms, NewLink } from '@/lib/sharing/links/schema'
import { LinkFields } from './link-fields'
import { endOf, newLinkValues, passwordChange, termsOf, valuesOf, type LinkValues } from './link-values'
import { linkTitle, termsSentence } from './link-words'

type NewProps = { documentId: string; terms: LinkTerms; onCancel: () => void; onMade: (made: NewLink) => void }

export function NewLinkForm({ documentId, terms, onCancel, onMade }: NewProps) {
  const [values, setValues] = useState(() => newLinkValues(terms))
  const { run, busy, error } = useAction()
  const make = () => {
    const input = { ...termsOf(values), documentId, expiresAt: endOf(values), password: values.password || null }
    void run(() => createLink(input), onMade)
  }
  return (
    <Shell name="New link" confirm="Make link" {...{ terms, busy, error, onCancel }} onSubmit={make}>
      <LinkFields terms={terms} values={values} onChange={setValues} />
    </Shell>
  )
}

type ChangeProps = { link: LinkRow; terms: LinkTerms; onCancel: () => void; onChanged: () => void }

export function ChangeLinkForm({ link, terms, onCancel, onChanged }: ChangeProps) {
  const { timeZone } = useClock()
  const [values, setValues] = useState<LinkValues>(() => valuesOf(link))
  const { run, busy, error } = useAction()
  const change = () => {
    const expiresAt = endOf(values, link.expiresAt)
    const input = { ...termsOf(values), ...passwordChange(values), linkId: link.id, expiresAt }
    void run(() => changeLink(input), onChanged)
  }
  const end = link.expiresAt ? formatMoment(link.expiresAt, timeZone) : 'Never'
  return (
    <Shell name={`Change ${linkTitle(link)}`} confirm="Save" {...{ terms, busy, error, onCancel }} onSubmit={change}>
      <LinkFields terms={terms} values={values} has={{ password: link.password, end }} onChange={setValues} />
    </Shell>
  )
}

type ShellProps = {
  name: string
  confirm: string
  terms: LinkTerms
  busy: boolean
  error: string | null
  onSubmit: () => void
  onCancel: () => void
  children: ReactNode
}

function Shell({ name, confirm, terms, busy, error, onSubmit, onCancel, children }: ShellProps) {
  const rules = termsSentence(terms)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form aria-label={name} className="grid gap-3.5 rounded-m bg-well p-4" onSubmit={submit}>
      {rules ? <p className="text-xs text-ink-2">{rules}</p> : null}
      {children}
      {error ? <Notice tone="red">{error}</Notice> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" tone="seal" aria-busy={busy}>
          {confirm}
        </Button>
      </div>
    </form>
  )
}
