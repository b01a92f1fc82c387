'use client'
import { useEffect, useEffectEvent, useState } from 'react'
import { previewMail } from '@/app/(workspace)/sent/actions'
import { callAction, type Outcome } from '@/components/notices/call-action'
import { cn } from '@/components/ui/cn'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import type { MailPreview, PreviewInput } from '@/lib/mailings/schema'

type Form = 'html' | 'text'
const FORMS: Record<Form, string> = { html: 'Formatted', text: 'Plain text' }

/** The very message, as it would be sent now: read each time it is looked at. `ask` says what of. */
export function PreviewPane({ ask }: { ask: (now: number) => PreviewInput }) {
  const [outcome, setOutcome] = useState<Outcome<MailPreview> | null>(null)
  const [form, setForm] = useState<Form>('html')
  const read = useEffectEvent(() => callAction(() => previewMail(ask(Date.now()))))
  useEffect(() => {
    void read().then(setOutcome)
  }, [])
  if (!outcome) return <Skeleton className="h-72" />
  if (!outcome.ok) return <Notice tone="red">{outcome.message}</Notice>
  const { subject, from, html, text, bytes } = outcome.data
  return (
    <div className="grid grid-cols-1 gap-4">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1.5 text-s">
        <dt className="text-ink-3">From</dt>
        <dd dir="auto" className="break-words">
          {from}
        </dd>
        <dt className="text-ink-3">Subject</dt>
        <dd dir="auto" className="font-medium break-words">
          {subject}
        </dd>
        <dt className="text-ink-3">Weight</dt>
        <dd className="tabular-nums">{(bytes / 1000).toFixed(1)} KB, no attachment, nothing loaded from elsewhere</dd>
      </dl>
      <div role="group" aria-label="Form" className="flex gap-2">
        {(['html', 'text'] as const).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={form === one}
            className={cn(
              'inline-flex min-h-[30px] items-center rounded-full border px-3 text-s transition-colors pointer-coarse:min-h-11',
              form === one ? 'border-ink font-medium text-ink' : 'border-line text-ink-2 hover:border-line-strong',
            )}
            onClick={() => setForm(one)}
          >
            {FORMS[one]}
          </button>
        ))}
      </div>
      {form === 'html' ? (
        <iframe
          title="The message, formatted"
          // No token: no script runs in it and nothing in it leads anywhere.
          sandbox=""
          srcDoc={withoutWays(html)}
          className="h-[420px] w-full rounded-s border border-line"
        />
      ) : (
        <pre
          // It scrolls, so the keyboard has to reach it.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="region"
          aria-label="The message, as plain text"
          dir="auto"
          className="max-h-[420px] overflow-auto rounded-s border border-line bg-well p-4 font-mono text-xs break-words whitespace-pre-wrap"
        >
          {text}
        </pre>
      )}
      <p className="text-xs text-ink-3">The addresses in it open nothing yet. Each recipient gets their own.</p>
    </div>
  )
}

/** A new window is what the sandbox refuses without a word; within the frame a click would end on a blocked page. */
function withoutWays(html: string): string {
  return html.replace('<head>', '<head><base target="_blank">')
}
