'use client'
import { useEffect, useEffectEvent } from 'react'
import { ShowMore } from '@/components/documents/show-more'
import { Notice } from '@/components/ui/notice'
import { Skeleton } from '@/components/ui/skeleton'
import type { SentRecipient, SentRow } from '@/lib/mailings/schema'
import type { SentAsking } from './asking'
import { readRecipients } from './read-recipients'
import { RecipientLine } from './recipient-line'
import { isMoving, sentTitle } from './sent-words'
import { usePages } from './use-pages'

type ListProps = { row: SentRow; ask: (asking: SentAsking) => void }

const moves = ({ state }: SentRecipient) => isMoving(state)

export function RecipientList({ row, ask }: ListProps) {
  const { list, error, reload, showMore } = usePages<SentRecipient>(
    null,
    (cursor) => readRecipients(row.id, cursor),
    moves,
  )
  const begin = useEffectEvent(reload)
  useEffect(() => {
    void begin()
  }, [])
  return (
    <div className="border-t border-line/60 bg-well/45 pr-1.5 pl-4 @3xl:pl-[50px]">
      {error ? (
        <Notice tone="red" className="my-3">
          {error}
        </Notice>
      ) : null}
      {!list && !error ? <Skeleton className="my-3 h-10" /> : null}
      <ul aria-label={`Recipients of ${sentTitle(row)}`}>
        {list?.rows.map((recipient) => (
          <RecipientLine key={recipient.id} recipient={recipient} ask={(kind) => ask({ kind, row, who: recipient })} />
        ))}
      </ul>
      {list?.nextCursor ? (
        <div className="pb-3.5">
          <ShowMore load={showMore} />
        </div>
      ) : null}
    </div>
  )
}
