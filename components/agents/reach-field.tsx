'use client'
import { X } from 'lucide-react'
import { DocumentPicker } from '@/components/documents/document-picker'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { MAX_TOKEN_DOCUMENTS } from '@/lib/agents/limits'
import type { PickedDocument } from './token-values'

type Props = { documents: readonly PickedDocument[] | null; onChange: (documents: PickedDocument[] | null) => void }

/** Which documents the token reaches: whatever its person may open, or a few of them. */
export function ReachField({ documents, onChange }: Props) {
  return (
    <div className="grid gap-3">
      <Field label="Which documents" hint="Never more than you may open at the time.">
        {(wiring) => (
          <Select
            {...wiring}
            className="w-full"
            value={documents === null ? 'all' : 'some'}
            onChange={({ target }) => onChange(target.value === 'all' ? null : [])}
          >
            <option value="all">All that I may open</option>
            <option value="some">Only these…</option>
          </Select>
        )}
      </Field>
      {documents === null ? null : <Bound documents={documents} onChange={onChange} />}
    </div>
  )
}

type BoundProps = { documents: readonly PickedDocument[]; onChange: (documents: PickedDocument[]) => void }

function Bound({ documents, onChange }: BoundProps) {
  return (
    <section aria-label="Documents of the token" className="grid grid-cols-1 gap-3">
      {documents.length > 0 ? (
        <ul className="overflow-hidden rounded-s border border-line">
          {documents.map(({ id, name }) => (
            <li key={id} className="flex min-h-10 items-center gap-3 border-b border-line/60 px-3 last:border-b-0">
              <b dir="auto" title={name} className="min-w-0 flex-1 truncate font-medium">
                {name}
              </b>
              <Button
                tone="ghost"
                size="icon"
                className="-mr-2"
                aria-label={`Leave out ${name}`}
                onClick={() => onChange(documents.filter((one) => one.id !== id))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {documents.length < MAX_TOKEN_DOCUMENTS ? (
        <DocumentPicker
          key={documents.length}
          taken={documents.map(({ id }) => id)}
          fits={() => true}
          none="None of your newest documents has that name."
          onPick={({ id, name }) => onChange([...documents, { id, name }])}
        />
      ) : null}
    </section>
  )
}
