'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '@/components/ui/cn'
import { isCurrent, navItems } from './nav-items'

/** The way around on a phone. */
export function TabBar({ isAdmin }: { isAdmin: boolean }) {
  const pathname = usePathname()
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-10 flex justify-around border-t border-line bg-sheet px-2 pt-2 pb-[calc(10px+env(safe-area-inset-bottom))] md:hidden"
    >
      {navItems(isAdmin).map(({ href, label, Icon }) => {
        const current = isCurrent(href, pathname)
        return (
          <Link
            key={href}
            href={href}
            aria-current={current ? 'page' : undefined}
            className={cn(
              'grid min-h-11 min-w-20 content-center justify-items-center gap-1 rounded-s text-2xs',
              current ? 'text-seal' : 'text-ink-3',
            )}
          >
            <Icon aria-hidden className="size-[18px]" strokeWidth={1.6} />
            {label}
          </Link>
        )
      })}
    </nav>
  )
}
