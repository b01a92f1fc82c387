'use client'
import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import { TableHeader } from '@/components/ui/table'
import type { ListOrder } from './list-state'
import { nextOrder, sortHref } from './sort'
import { askForOrder, orderNow } from './use-order'

type SortHeaderProps = { sort: ListOrder['sort']; order: ListOrder; label: string; right?: boolean }

export function SortHeader({ sort, order, label, right = false }: SortHeaderProps) {
  const active = order.sort === sort
  const Arrow = order.direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <TableHeader
      className={cn(right && 'text-right')}
      aria-sort={active ? (order.direction === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      <Link
        href={sortHref(nextOrder(order, sort))}
        scroll={false}
        prefetch={false}
        onNavigate={(event) => {
          event.preventDefault()
          askForOrder(nextOrder(orderNow(), sort))
        }}
        className={cn(
          'group/sort -mx-1 inline-flex items-center gap-1 rounded-xs px-1 py-1 hover:text-ink',
          active && 'text-ink-2',
          right && 'flex-row-reverse',
        )}
      >
        {label}
        <Arrow aria-hidden className={cn('size-3', active ? '' : 'opacity-0 group-hover/sort:opacity-40')} />
      </Link>
    </TableHeader>
  )
}
