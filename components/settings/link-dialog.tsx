'use client'
import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { panelFootStyle } from '@/components/ui/panel'
import { copyText } from './copy-text'

type Props = {
  link: 'invitation' | 'reset'
  name: string
  url: string
  mailedTo: string | null
  onClose: () => void
}

const TEXTS = {
  invitation: { title: 'Invitation link', life: 'It works once, within seven days.' },
  reset: {
    title: 'Password reset link',
    life: 'It works once, within 30 minutes, and ends all of their sessions and agent tokens.',
  },
} as const

/** Shows a one-time link the only time it can be seen: only its digest is kept. */
export function LinkDialog({ link, name, url, mailedTo, onClose }: Props) {
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  const copy = async () => setCopied(await copyText(url, field.current))
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={TEXTS[link].title}
      description={`${wayWords(name, mailedTo)} ${TEXTS[link].life} It is not shown again.`}
    >
      <Field label="Link">
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
      <div className={panelFootStyle}>
        <Button onClick={onClose}>Done</Button>
        <Button tone="seal" onClick={copy}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          {copied ? 'Copied' : 'Copy link'}
        </Button>
      </div>
      <p role="status" className="sr-only">
        {copied ? 'The link was copied.' : ''}
      </p>
    </Dialog>
  )
}

function wayWords(name: string, mailedTo: string | null): string {
  if (mailedTo === null) return `Hand this link to ${name}.`
  return `This link was mailed to ${mailedTo}. If it does not arrive, hand it to ${name} yourself.`
}
