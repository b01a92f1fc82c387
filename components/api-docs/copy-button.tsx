'use client'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

/** Copies a text that stands beside it, where the browser lets pages do that. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => setCopied(await navigator.clipboard?.writeText(text).then(yes, no))
  return (
    <Button tone="ghost" size="icon" aria-label={copied ? 'Copied' : label} onClick={copy}>
      {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
    </Button>
  )
}

const yes = () => true
const no = () => false
