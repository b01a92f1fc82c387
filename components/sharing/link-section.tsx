'use client'
import { LinkIcon } from 'lucide-react'
import { useState } from 'react'
import { listLinks } from '@/app/(workspace)/documents/link-actions'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import { revokedSentence } from '@/lib/sharing/revoke-answer'
import { LinkCopy } from './link-copy'
import { NewLinkForm } from './link-form'
import { LinkLine } from './link-line'
import { useOfDocument } from './use-of-document'

/** The links of a document: those there are, and one more. */
export function LinkSection({ documentId }: { documentId: string }) {
  const { data: list, error, reload } = useOfDocument(documentId, listLinks)
  const [making, setMaking] = useState(false)
  const [url, setUrl] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  if (!list) return error ? <Notice tone="red">{error}</Notice> : <Skeleton className="h-16" />
  const { links, terms } = list
  const changed = (what: string | null) => {
    setSaid(what)
    void reload()
  }
  const showAddress = (address: string) => {
    setMaking(false)
    setUrl(address)
    changed(null)
  }
  return (
    <section aria-label="Links" className="grid gap-3">
      <div className="flex items-center justify-between gap-3">
        <h3 className="font-medium">Links for people outside</h3>
        {making ? null : (
          <Button size="s" disabled={!terms.linksAllowed} onClick={() => setMaking(true)}>
            <LinkIcon aria-hidden />
            New link
          </Button>
        )}
      </div>
      {terms.linksAllowed ? null : (
        <Notice tone="amber">
          Links are switched off in this organisation. Share with a person or a group instead.
        </Notice>
      )}
      {url ? <LinkCopy key={url} url={url} onDone={() => setUrl(null)} /> : null}
      {making ? (
        <NewLinkForm
          documentId={documentId}
          terms={terms}
          onCancel={() => setMaking(false)}
          onMade={(made) => showAddress(made.url)}
        />
      ) : null}
      {error ? <Notice tone="red">{error}</Notice> : null}
      {said ? <Notice tone="seal">{said}</Notice> : null}
      {links.length === 0 ? (
        <p className="text-s text-ink-3">
          There are no links to it. “Who can open this?” also has those that went out by mail.
        </p>
      ) : (
        <ul aria-label="Links">
          {links.map((link) => (
            <LinkLine
              key={link.id}
              link={link}
              terms={terms}
              onChanged={changed}
              onNewAddress={(made) => showAddress(made.url)}
              onDeleted={(answer) => changed(`${revokedSentence(answer)}.`)}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
