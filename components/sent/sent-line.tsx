'use client'
import { CalendarPlus, ChevronRight, RotateCw, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { Moment } from '@/components/format/moment'
import { ActionMenu } from '@/components/ui/action-menu'
import { cn } from '@/components/ui/cn'
import { DropdownMenuItem } from '@/components/ui/dropdown-menu'
import { Tag } from '@/components/ui/tag'
import type { SentRow } from '@/lib/mailings/schema'
import type { SentAsking } from './asking'
import { RecipientList } from './recipient-list'
import { addressWords, countFor, countWords, isMoving, sentTitle, STATE_TONES } from './sent-words'

type LineProps = {
  row: SentRow
  /** Changes when something was done, and the recipients are to be read anew. */
  done: number
  ask: (asking: SentAsking) => void
}

/** One message; its recipients are one click away. */
export function SentLine({ row, done, ask }: LineProps) {
  const panelId = useId()
  const [open, setOpen] = useState(false)
  const title = sentTitle(row)
  return (
    <li className="border-b border-line/60 last:border-b-0">
      <div className="relative flex items-start gap-1 py-2.5 pr-1.5 pl-2.5 hover:bg-well/45 @3xl:items-center">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={panelId}
          aria-label={`Recipients of ${title}`}
          // The whole line is its target; what else can be clicked lies above it.
          className="grid size-8 shrink-0 place-items-center rounded-s text-ink-3 after:absolute after:inset-0"
          onClick={() => setOpen(!open)}
        >
          <ChevronRight aria-hidden className={cn('size-4 transition-transform', open && 'rotate-90')} />
        </button>
        <div className="grid min-w-0 flex-1 gap-x-4 gap-y-1 @3xl:grid-cols-[minmax(0,1fr)_auto] @3xl:items-center">
          <div className="min-w-0 leading-snug">
            <b dir="auto" title={title} className="block truncate font-medium">
              {title}
            </b>
            <span
              className="block truncate text-xs text-ink-3"
              title={row.documents.map(({ name }) => name).join('\n')}
            >
              <bdi>{addressWords(row)}</bdi>
              {row.subject ? <bdi> · {row.documents.map(({ name }) => name).join(', ')}</bdi> : null}
            </span>
          </div>
          <div className="flex flex-wrap items-center gap-1.5 @3xl:justify-end">
            {row.delivery === 'DIRECT' ? <Tag>Store’s URL</Tag> : null}
            {countWords(row).map(({ state, word }) => (
              <Tag key={state} tone={STATE_TONES[state]} dot alive={isMoving(state)}>
                {word}
              </Tag>
            ))}
            <Moment
              iso={row.createdAt}
              className="ml-1 text-xs text-ink-2 tabular-nums @3xl:w-24 @3xl:text-right @3xl:text-m"
            />
          </div>
        </div>
        <div className="relative">
          <LineMenu row={row} title={title} ask={ask} />
        </div>
      </div>
      <div id={panelId} hidden={!open}>
        {open ? <RecipientList key={done} row={row} ask={ask} /> : null}
      </div>
    </li>
  )
}

function LineMenu({ row, title, ask }: { row: SentRow; title: string; ask: LineProps['ask'] }) {
  const failed = row.counts.FAILED
  return (
    <ActionMenu label={`More for ${title}`}>
      {(then) => (
        <>
          {failed > 0 ? (
            <DropdownMenuItem onSelect={then(() => ask({ kind: 'resend', row, who: 'failed' }))}>
              <RotateCw aria-hidden />
              Send again where it failed…
            </DropdownMenuItem>
          ) : null}
          <DropdownMenuItem
            disabled={countFor('extend', row) === 0}
            onSelect={then(() => ask({ kind: 'extend', row, who: 'all' }))}
          >
            <CalendarPlus aria-hidden />
            Extend all…
          </DropdownMenuItem>
          <DropdownMenuItem
            tone="red"
            disabled={countFor('revoke', row) === 0}
            onSelect={then(() => ask({ kind: 'revoke', row, who: 'all' }))}
          >
            <Trash2 aria-hidden />
            Revoke all…
          </DropdownMenuItem>
        </>
      )}
    </ActionMenu>
  )
}
