'use client'
import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { cn } from '@/components/ui/cn'
import { Select } from '@/components/ui/select'
import { TableHeader } from '@/components/ui/table'
import type { WayOrder, WaySort } from '@/lib/sharing/ways/schema'
import { toAddress, type Asked } from './address'

const ORDERS = [
  { sort: 'created', direction: 'desc', label: 'Newest first' },
  { sort: 'created', direction: 'asc', label: 'Oldest first' },
  { sort: 'used', direction: 'desc', label: 'Last used first' },
  { sort: 'used', direction: 'asc', label: 'Longest unused first' },
  { sort: 'ends', direction: 'asc', label: 'Ends first' },
  { sort: 'ends', direction: 'desc', label: 'Ends last' },
  { sort: 'document', direction: 'asc', label: 'Document, A to Z' },
  { sort: 'document', direction: 'desc', label: 'Document, Z to A' },
] as const satisfies readonly (WayOrder & { label: string })[]

type Props = { base: string; asked: Asked }

/** A click leads to the other direction of the same column, or to the useful one of another. */
function next(order: WayOrder, sort: WaySort): WayOrder {
  if (order.sort === sort) return { sort, direction: order.direction === 'asc' ? 'desc' : 'asc' }
  return { sort, direction: sort === 'created' || sort === 'used' ? 'desc' : 'asc' }
}

export function WaySortHeader({
  base,
  asked,
  sort,
  label,
  className,
}: Props & { sort: WaySort; label: string; className?: string }) {
  const { filter, order } = asked
  const active = order.sort === sort
  const Arrow = order.direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <TableHeader
      className={cn(className)}
      aria-sort={active ? (order.direction === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      <Link
        href={toAddress(base, { filter, order: next(order, sort) })}
        scroll={false}
        prefetch={false}
        className={cn(
          'group/sort -mx-1 inline-flex items-center gap-1 rounded-xs px-1 py-1 hover:text-ink',
          active && 'text-ink-2',
        )}
      >
        {label}
        <Arrow aria-hidden className={cn('size-3', active ? '' : 'opacity-0 group-hover/sort:opacity-40')} />
      </Link>
    </TableHeader>
  )
}

/** The heads of the columns, for sheets that are too narrow to show them. */
export function WaySortSelect({ base, asked }: Props) {
  const router = useRouter()
  const href = (order: WayOrder) => toAddress(base, { filter: asked.filter, order })
  return (
    <Select
      aria-label="Order"
      className="w-auto border-line text-ink-2"
      value={href(asked.order)}
      onChange={({ target }) => router.push(target.value, { scroll: false })}
    >
      {ORDERS.map(({ label, ...order }) => (
        <option key={label} value={href(order)}>
          {label}
        </option>
      ))}
    </Select>
  )
}
