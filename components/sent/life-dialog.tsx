'use client'
import { useState, type FormEvent } from 'react'
import { extendMail, resendMail } from '@/app/(workspace)/sent/actions'
import { LifeField } from '@/components/mail/life-field'
import { livesOf, secondsOf } from '@/components/mail/mail-values'
import { useAction } from '@/components/notices/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { panelFootStyle } from '@/components/ui/panel'
import type { SentAsking } from './asking'
import { whomWords } from './whom'
import { withRecipients } from './with-recipients'

type Kind = 'resend' | 'extend'
type Props = {
  kind: Kind
  asking: SentAsking
  /** Seconds. */
  longest: number
  onClose: () => void
  onDone: (sentence: string) => void
}

const TEXTS: Record<Kind, { title: (whom: string) => string; text: string; confirm: string }> = {
  resend: {
    title: (whom) => `Send again to ${whom}?`,
    text: 'The same message, with a new link. The one in the earlier message opens nothing from then on.',
    confirm: 'Send again',
  },
  extend: {
    title: (whom) => `A later end for ${whom}?`,
    text: 'The link in the message that they have goes on working. Nothing is sent.',
    confirm: 'Extend',
  },
}

/** Asks for a new end, counted from now. */
export function LifeDialog({ kind, asking, longest, onClose, onDone }: Props) {
  const lives = livesWith(asking.row.seconds, longest)
  const [value, setValue] = useState({ life: String(Math.min(asking.row.seconds, longest)), moment: '' })
  const { run, busy, error } = useAction()
  const { title, text, confirm } = TEXTS[kind]
  const go = (event: FormEvent) => {
    event.preventDefault()
    const seconds = secondsOf(value, Date.now())
    if (seconds === null) return
    void run(
      () => withRecipients(asking, (recipientIds) => act(kind, recipientIds, seconds)),
      (count) => onDone(doneSentence(kind, count)),
    )
  }
  return (
    <Dialog open onOpenChange={onClose} title={title(whomWords(asking))} description={text}>
      <form className="grid gap-4" onSubmit={go}>
        <LifeField lives={lives} longest={longest} value={value} onChange={setValue} />
        {error ? <Notice tone="red">{error}</Notice> : null}
        <div className={panelFootStyle}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="seal" aria-busy={busy}>
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

async function act(kind: Kind, recipientIds: string[], seconds: number) {
  const result =
    kind === 'resend' ? await resendMail({ recipientIds, seconds }) : await extendMail({ recipientIds, seconds })
  if (!result.ok) return result
  return { ok: true, data: 'resent' in result.data ? result.data.resent : result.data.extended } as const
}

/** The usual ones, and what it was sent for. */
function livesWith(seconds: number, longest: number): number[] {
  const lives = livesOf({ longestSeconds: longest, longestDirectSeconds: longest }, 'APP')
  return [...new Set([...lives, Math.min(seconds, longest)])].toSorted((a, b) => a - b)
}

function doneSentence(kind: Kind, count: number): string {
  const whom = count === 1 ? 'one recipient' : `${count.toLocaleString('en')} recipients`
  return kind === 'resend' ? `On its way again to ${whom}.` : `The link of ${whom} has a new end.`
}
