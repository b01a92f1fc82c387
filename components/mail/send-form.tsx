'use client'
import { Tabs } from 'radix-ui'
import { useEffect, useEffectEvent, useRef, useState, type FormEvent } from 'react'
import { sendByMail } from '@/app/(workspace)/sent/actions'
import { useClock } from '@/components/format/clock-provider'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Notice } from '@/components/ui/notice'
import { panelFootStyle } from '@/components/ui/panel'
import type { MailTerms, SentMailing } from '@/lib/mailings/schema'
import { badAddresses } from './addresses'
import { draftOf, forgetDraft, keepDraft } from './kept-draft'
import { MailDocuments } from './mail-documents'
import { MailFields } from './mail-fields'
import { PreviewPane } from './preview-pane'
import { mailInputOf, newMailValues, previewInputOf, secondsOf } from './mail-values'
import { RecipientsField } from './recipients-field'

type FormProps = {
  terms: MailTerms
  onDocuments: (documentIds: string[]) => void
  onSent: (mailing: SentMailing) => void
  onClose: () => void
}

/** The form is longer than most screens; what ends it is always in sight. */
const stuckStyle =
  'sticky -bottom-8 -mx-6 -mb-8 flex-row border-t border-line bg-sheet px-6 pt-4 pb-8 md:-bottom-6 md:-mb-6 md:pb-4 max-md:[&>button]:flex-1'

const NOBODY = 'Name at least one recipient.'
const NO_MOMENT = 'Choose the moment at which the links end.'

export function SendForm({ terms, onDocuments, onSent, onClose }: FormProps) {
  // Those that are shown, also while another one is asked for, or could not be added.
  const documentIds = terms.documents.map(({ id }) => id)
  const { timeZone } = useClock()
  const [values, setValues] = useState(() => draftOf(documentIds[0])?.values ?? newMailValues(terms))
  const [missing, setMissing] = useState<string | null>(null)
  const { run, busy, error } = useAction()
  const isWritten = values.recipients.length > 0 || values.subject !== '' || values.message !== ''
  const isSent = useRef(false)
  const keep = useEffectEvent(() => {
    if (isWritten && !isSent.current) keepDraft({ documentIds, values })
    else forgetDraft()
  })
  useEffect(() => () => keep(), [])
  const about = (seconds: number) => ({ documentIds, seconds, timeZone })
  const send = (event: FormEvent) => {
    event.preventDefault()
    const seconds = secondsOf(values, Date.now())
    if (values.recipients.length === 0) return setMissing(NOBODY)
    if (badAddresses(values.recipients)) return
    if (seconds === null) return setMissing(NO_MOMENT)
    setMissing(null)
    void run(
      () => sendByMail(mailInputOf(values, about(seconds))),
      (mailing) => {
        isSent.current = true
        onSent(mailing)
      },
    )
  }
  const notReady = terms.documents.filter(({ ready }) => !ready)
  return (
    <form aria-label="Send by mail" className="grid grid-cols-1 gap-5" noValidate onSubmit={send}>
      <Tabs.Root defaultValue="message" className="grid grid-cols-1 gap-4">
        <Tabs.List aria-label="Message" className="flex gap-5 border-b border-line">
          <Tab value="message">Message</Tab>
          <Tab value="preview">Preview</Tab>
        </Tabs.List>
        {/* What was typed stays while somebody looks at the preview. */}
        <Tabs.Content
          value="message"
          forceMount
          className="grid grid-cols-1 gap-5 outline-none data-[state=inactive]:hidden"
        >
          <RecipientsField
            chosen={values.recipients}
            error={missing === NOBODY ? missing : null}
            onChange={(recipients) => setValues((now) => ({ ...now, recipients }))}
          />
          <MailDocuments documents={terms.documents} onChange={onDocuments} />
          <MailFields terms={terms} values={values} onChange={setValues} />
        </Tabs.Content>
        <Tabs.Content value="preview" className="outline-none">
          <PreviewPane
            ask={(now) =>
              previewInputOf(
                values,
                values.recipients[0] ?? null,
                about(secondsOf(values, now) ?? terms.longestSeconds),
              )
            }
          />
        </Tabs.Content>
      </Tabs.Root>
      {notReady.map(({ id, name }) => (
        <Notice key={id} tone="amber">
          “{name}” is not ready yet. It can be sent once its file has arrived and was checked.
        </Notice>
      ))}
      {(missing ?? error) ? <Notice tone="red">{missing ?? error}</Notice> : null}
      <div className={cn(panelFootStyle, stuckStyle)}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" tone="seal" aria-busy={busy}>
          {busy ? 'Sending…' : 'Send'}
        </Button>
      </div>
    </form>
  )
}

function Tab({ value, children }: { value: string; children: string }) {
  return (
    <Tabs.Trigger
      value={value}
      className="-mb-px min-h-9 border-b-2 border-transparent font-medium text-ink-2 data-[state=active]:border-seal data-[state=active]:text-ink pointer-coarse:min-h-11"
    >
      {children}
    </Tabs.Trigger>
  )
}
