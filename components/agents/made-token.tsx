'use client'
import { Check, Copy } from 'lucide-react'
import Link from 'next/link'
import { useRef, useState } from 'react'
import { copyText } from '@/components/settings/copy-text'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { panelFootStyle } from '@/components/ui/panel'

/** Shows a token the only time it can be seen. */
export function MadeToken({ token, onDone }: { token: string; onDone: () => void }) {
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  const copy = async () => setCopied(await copyText(token, field.current))
  return (
    <>
      <Field
        label="Token"
        hint={
          <>
            Programs send it as <code>Authorization: Bearer</code> and the token.{' '}
            <Link href="/api/v1/docs" target="_blank" prefetch={false} className="underline underline-offset-2">
              API documentation
            </Link>
          </>
        }
      >
        {(wiring) => (
          <Input
            {...wiring}
            ref={field}
            readOnly
            value={token}
            className="font-mono text-xs"
            onFocus={({ target }) => target.select()}
          />
        )}
      </Field>
      <div className={panelFootStyle}>
        <Button onClick={onDone}>Done</Button>
        <Button tone="seal" autoFocus onClick={copy}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          {copied ? 'Copied' : 'Copy token'}
        </Button>
      </div>
      <p role="status" className="sr-only">
        {copied ? 'The token was copied.' : ''}
      </p>
    </>
  )
}
