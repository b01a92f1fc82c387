'use client'
import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { copyText } from '@/components/settings/copy-text'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** Shows a link's address the only time it can be seen: only its digest is kept. */
export function LinkCopy({ url, onDone }: { url: string; onDone: () => void }) {
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  const copy = async () => setCopied(await copyText(url, field.current))
  return (
    <section aria-label="The new link" className="grid gap-3.5 rounded-m bg-seal-wash p-4">
      <Field label="Copy the link now; it is not shown again.">
        {(wiring) => (
          <Input
            {...wiring}
            ref={field}
            readOnly
            value={url}
            className="font-mono text-xs"
            onFocus={({ target }) => target.select()}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>I have it</Button>
        <Button tone="seal" autoFocus onClick={copy}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          {copied ? 'Copied' : 'Copy link'}
        </Button>
      </div>
      <p role="status" className="sr-only">
        {copied ? 'The link was copied.' : ''}
      </p>
    </section>
  )
}
