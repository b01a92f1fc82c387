import Link from 'next/link'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

type ChipProps = { href: string; on: boolean; children: ReactNode; label?: string }

/** A filter that is a link, so that Back takes it off again. */
export function Chip({ href, on, children, label }: ChipProps) {
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      aria-current={on ? 'true' : undefined}
      aria-label={label}
      className={cn(
        'inline-flex min-h-[30px] items-center gap-1.5 rounded-full border px-3 text-s whitespace-nowrap transition-colors pointer-coarse:min-h-11',
        on ? 'border-ink font-medium text-ink' : 'border-line text-ink-2 hover:border-line-strong hover:text-ink',
      )}
    >
      {children}
    </Link>
  )
}
