'use client'
import { CalendarPlus, RotateCw, Trash2 } from 'lucide-react'
import { useClock } from '@/components/format/clock-provider'
import { ActionMenu } from '@/components/ui/action-menu'
import { cn } from '@/components/ui/cn'
import { DropdownMenuItem } from '@/components/ui/dropdown-menu'
import { Tag } from '@/components/ui/tag'
import { SENT_STATES } from '@/lib/mailings/limits'
import type { SentRecipient } from '@/lib/mailings/schema'
import type { SentAsking } from './asking'
import { isMoving, recipientFacts, STATE_TONES } from './sent-words'

type LineProps = { recipient: SentRecipient; ask: (kind: SentAsking['kind']) => void }

/** One recipient: how the message and the link in it stand, and what can be done about it. */
export function RecipientLine({ recipient, ask }: LineProps) {
  const clock = useClock()
  const { address, state, askedAt, may } = recipient
  return (
    <li className="flex items-start gap-3 border-b border-line/60 py-2 last:border-b-0 @3xl:items-center">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <b dir="auto" title={address} className="max-w-full truncate font-medium">
            {address}
          </b>
          <Tag tone={STATE_TONES[state]} dot alive={isMoving(state)}>
            {SENT_STATES[state]}
          </Tag>
          {askedAt ? <Tag tone="amber">Asks for it again</Tag> : null}
        </div>
        <p className={cn('text-xs break-words tabular-nums', state === 'FAILED' ? 'text-red' : 'text-ink-2')}>
          {recipientFacts(recipient, clock)}
        </p>
      </div>
      {may.resend || may.extend || may.revoke ? (
        <ActionMenu label={`More for ${address}`}>
          {(then) => (
            <>
              <DropdownMenuItem disabled={!may.resend} onSelect={then(() => ask('resend'))}>
                <RotateCw aria-hidden />
                Send again…
              </DropdownMenuItem>
              <DropdownMenuItem disabled={!may.extend} onSelect={then(() => ask('extend'))}>
                <CalendarPlus aria-hidden />
                Extend…
              </DropdownMenuItem>
              <DropdownMenuItem tone="red" disabled={!may.revoke} onSelect={then(() => ask('revoke'))}>
                <Trash2 aria-hidden />
                Revoke…
              </DropdownMenuItem>
            </>
          )}
        </ActionMenu>
      ) : null}
    </li>
  )
}
