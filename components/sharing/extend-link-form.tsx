'use client'
import { useState, type FormEvent } from 'react'
import { extendLink } from '@/app/(workspace)/documents/link-actions'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { LinkRow, LinkTerms } from '@/lib/sharing/links/schema'
import { LinkEndField } from './link-end-field'
import { endOf, newLinkValues } from './link-values'
import { linkTitle } from './link-words'

type ExtendProps = { link: LinkRow; terms: LinkTerms; onCancel: () => void; onExtended: () => void }

/** A new end, counted from now; for a link that has ended too. */
export function ExtendLinkForm({ link, terms, onCancel, onExtended }: ExtendProps) {
  const [end, setEnd] = useState(() => newLinkValues(terms))
  const { run, busy, error } = useAction()
  const extend = (event: FormEvent) => {
    event.preventDefault()
    void run(() => extendLink({ linkId: link.id, expiresAt: endOf(end) }), onExtended)
  }
  return (
    <form aria-label={`Extend ${linkTitle(link)}`} className="grid gap-3.5 rounded-m bg-well p-4" onSubmit={extend}>
      <LinkEndField terms={terms} value={end} onChange={(value) => setEnd({ ...end, ...value })} />
      {error ? <Notice tone="red">{error}</Notice> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" tone="seal" aria-busy={busy}>
          Extend
        </Button>
      </div>
    </form>
  )
}
