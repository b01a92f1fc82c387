'use client'
import Link from 'next/link'
import { Moment } from '@/components/format/moment'
import { TableCell, TableRow } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import type { WayRow } from '@/lib/sharing/ways/schema'
import { changed, toAddress, type Asked } from './address'
import { CheckBox } from './check-box'
import { WayWhat } from './way-what'
import { addressOf, KIND_WORDS, reachOf, STATE_WORDS, whoOf } from './way-words'

type Props = { base: string; asked: Asked; row: WayRow; ticked: boolean; onTick: (row: WayRow, on: boolean) => void }

// On a wide sheet a row of the table; on a narrow one two lines, with the box beside both.
export function WayLine({ base, asked, row, ticked, onTick }: Props) {
  const { to, document, giver, createdAt, lastUsedAt, endsAt } = row
  const [who, state] = [whoOf(row), STATE_WORDS[row.state]]
  const what = document?.name ?? (to.kind === 'AGENT' ? reachOf(to) : '')
  return (
    <TableRow className="grid-cols-[auto_auto_auto_minmax(0,1fr)] items-center gap-x-2.5 gap-y-1.5 py-2.5 pr-3.5 pl-1.5 @3xl:p-0">
      <TableCell className="row-span-2 @3xl:w-8 @3xl:pr-0">
        <CheckBox label={`Select ${who}, ${what}`} checked={ticked} onChange={(on) => onTick(row, on)} />
      </TableCell>
      <TableCell className="col-span-3 min-w-0 @3xl:w-full @3xl:max-w-0 @3xl:pl-2">
        <div className="py-1 leading-snug">
          <div className="flex min-w-0 items-center gap-2">
            <b dir="auto" title={addressOf(row) ?? who} className="truncate font-medium">
              {who}
            </b>
            {state ? <Tag className="shrink-0">{state}</Tag> : null}
          </div>
          <WayWhat row={row} what={what} mayTransfer={base === '/settings/sharing'} />
        </div>
      </TableCell>
      <TableCell className="col-start-2 row-start-2">
        <Tag>{KIND_WORDS[to.kind]}</Tag>
      </TableCell>
      <TableCell className="hidden max-w-40 truncate text-ink-2 @3xl:table-cell">
        {giver ? (
          <Link
            dir="auto"
            href={toAddress(base, changed(asked, { giver: giver.id }))}
            scroll={false}
            prefetch={false}
            title={`Show only what ${giver.name} gave`}
            className="rounded-xs hover:text-ink hover:underline"
          >
            {giver.name}
          </Link>
        ) : (
          <span className="text-ink-3">–</span>
        )}
      </TableCell>
      <TableCell className="hidden text-ink-2 tabular-nums @4xl:table-cell">
        <Moment iso={createdAt} />
      </TableCell>
      <TableCell className="hidden text-ink-2 tabular-nums @3xl:table-cell">
        {lastUsedAt ? <Moment iso={lastUsedAt} /> : <span className="text-ink-3">never</span>}
      </TableCell>
      <TableCell className="col-start-4 row-start-2 truncate text-right text-xs text-ink-2 tabular-nums @3xl:text-left @3xl:text-m">
        <span className="@3xl:hidden">{endsAt ? 'Ends: ' : ''}</span>
        {endsAt ? <Moment iso={endsAt} /> : <span className="text-ink-3">no end</span>}
      </TableCell>
      <TableCell className="col-start-3 row-start-2">
        {row.livingUrls > 0 ? (
          <Tag tone="amber" dot>
            {row.livingUrls.toLocaleString('en')} live
          </Tag>
        ) : (
          <span className="hidden text-ink-3 @3xl:inline">none</span>
        )}
      </TableCell>
    </TableRow>
  )
}
