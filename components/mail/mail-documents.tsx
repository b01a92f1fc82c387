'use client'
import { FilePlus, X } from 'lucide-react'
import { useState } from 'react'
import { DocumentPicker } from '@/components/documents/document-picker'
import { Button } from '@/components/ui/button'
import { formatSize } from '@/lib/format/size'
import { MAX_MAIL_DOCUMENTS } from '@/lib/mailings/limits'
import type { MailTerms } from '@/lib/mailings/schema'

type Props = { documents: MailTerms['documents']; onChange: (documentIds: string[]) => void }

/** What goes into the message. The last one cannot be taken out. */
export function MailDocuments({ documents, onChange }: Props) {
  const [picking, setPicking] = useState(false)
  const ids = documents.map(({ id }) => id)
  return (
    <section aria-label="Documents to send" className="grid grid-cols-1 gap-1.5">
      <div className="flex min-h-8 items-center justify-between gap-3">
        <h3 className="text-s font-medium">{documents.length === 1 ? 'Document' : 'Documents'}</h3>
        {picking || ids.length >= MAX_MAIL_DOCUMENTS ? null : (
          <Button size="s" tone="ghost" onClick={() => setPicking(true)}>
            <FilePlus aria-hidden />
            Add document
          </Button>
        )}
      </div>
      <ul className="overflow-hidden rounded-s border border-line">
        {documents.map(({ id, name, size }) => (
          <li key={id} className="flex min-h-10 items-center gap-3 border-b border-line/60 px-3 last:border-b-0">
            <b dir="auto" title={name} className="min-w-0 truncate font-medium">
              {name}
            </b>
            <span className="ml-auto shrink-0 text-xs text-ink-3 tabular-nums">{formatSize(size)}</span>
            {documents.length > 1 ? (
              <Button
                tone="ghost"
                size="icon"
                className="-mr-2"
                aria-label={`Leave out ${name}`}
                onClick={() => onChange(ids.filter((one) => one !== id))}
              >
                <X aria-hidden />
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {picking ? (
        <DocumentPicker
          taken={ids}
          fits={({ may, status }) => may.share && status === 'Ready'}
          none="None of your newest documents has that name and may be shared."
          onPick={({ id }) => {
            setPicking(false)
            onChange([...ids, id])
          }}
        />
      ) : null}
    </section>
  )
}
