'use client'
import Link from 'next/link'
import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'
import type { ListOrder } from './list-state'
import { showing, sortHref, SORTS } from './sort'
import { askForOrder, orderNow } from './use-order'

const CHIPS: readonly { show: ListOrder['show']; label: string }[] = [
  { show: undefined, label: 'All' },
  { show: 'mine', label: 'Mine' },
  { show: 'shared', label: 'Shared with me' },
]

/** Whose documents the list shows. Without an order it is the list of those that were deleted, a page of its own. */
export function ShowChips({ order }: { order: ListOrder | null }) {
  return (
    <nav aria-label="Whose documents" className="flex flex-wrap gap-2">
      {CHIPS.map(({ show, label }) => (
        <Chip
          key={label}
          href={sortHref(showing(order ?? SORTS[0], show))}
          current={order !== null && order.show === show}
          onNavigate={(event) => {
            if (!order) return
            event.preventDefault()
            askForOrder(showing(orderNow(), show))
          }}
        >
          {label}
        </Chip>
      ))}
      <Chip href="/documents/deleted" current={order === null}>
        Deleted
      </Chip>
    </nav>
  )
}

function Chip({ current, ...props }: ComponentProps<typeof Link> & { current: boolean }) {
  return (
    <Link
      scroll={false}
      prefetch={false}
      aria-current={current ? 'true' : undefined}
      className={cn(
        'inline-flex min-h-[30px] items-center rounded-full border px-3 text-s whitespace-nowrap transition-colors pointer-coarse:min-h-11',
        current ? 'border-ink font-medium text-ink' : 'border-line text-ink-2 hover:border-line-strong hover:text-ink',
      )}
      {...props}
    />
  )
}
