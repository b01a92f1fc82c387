'use client'
import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import type { MailTerms, SentMailing } from '@/lib/mailings/schema'
import { draftOf } from './kept-draft'
import { SendForm } from './send-form'
import { SentResult } from './sent-result'
import { useTerms } from './use-terms'

type Props = { documents: readonly { id: string; name: string }[]; onClose: () => void }

/** Sends documents by mail: what is typed, how it looks, and what became of it, in one dialog. */
export function SendDialog({ documents, onClose }: Props) {
  const [documentIds, setDocumentIds] = useState(
    () => draftOf(documents[0]?.id)?.documentIds ?? documents.map(({ id }) => id),
  )
  const [sent, setSent] = useState<SentMailing | null>(null)
  const { terms, error } = useTerms(documentIds)
  return (
    <Dialog open onOpenChange={onClose} wide title="Send by mail">
      {error ? <Notice tone="red">{error}</Notice> : null}
      {sent ? <SentResult recipients={sent.recipients} onClose={onClose} /> : null}
      {!terms && !error ? <Skeleton className="h-72" /> : null}
      {terms && !sent ? <Body {...{ terms, onClose }} onDocuments={setDocumentIds} onSent={setSent} /> : null}
    </Dialog>
  )
}

type BodyProps = {
  terms: MailTerms
  onDocuments: (documentIds: string[]) => void
  onSent: (mailing: SentMailing) => void
  onClose: () => void
}

function Body({ terms, ...props }: BodyProps) {
  if (!terms.mail) {
    return (
      <Notice tone="amber">
        Mail is not set up on this server: an administrator sets SMTP_URL and MAIL_FROM. Until then, make a link under
        Share and hand it over yourself.
      </Notice>
    )
  }
  if (terms.closed) return <Notice tone="amber">{terms.closed}</Notice>
  return <SendForm terms={terms} {...props} />
}
