'use client'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import type { ListOrder } from './list-state'
import { showing, sortHref } from './sort'
import { askForOrder, orderNow } from './use-order'

const CHIPS: readonly { show: ListOrder['show']; label: string }[] = [
  { show: undefined, label: 'All' },
  { show: 'mine', label: 'Mine' },
  { show: 'shared', label: 'Shared with me' },
]

/** Whose documents the list shows. */
export function ShowChips({ order }: { order: ListOrder }) {
  return (
    <nav aria-label="Whose documents" className="flex flex-wrap gap-2">
      {CHIPS.map(({ show, label }) => (
        <Link
          key={label}
          href={sortHref(showing(order, show))}
          scroll={false}
          prefetch={false}
          aria-current={order.show === show ? 'true' : undefined}
          onNavigate={(event) => {
            event.preventDefault()
            askForOrder(showing(orderNow(), show))
          }}
          className={cn(
            'inline-flex min-h-[30px] items-center rounded-full border px-3 text-s whitespace-nowrap transition-colors pointer-coarse:min-h-11',
            order.show === show
              ? 'border-ink font-medium text-ink'
              : 'border-line text-ink-2 hover:border-line-strong hover:text-ink',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
