'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { MoreItems } from './more-items'
import { barItems, isCurrent } from './nav-items'
import { TabFace, tabStyle } from './tab-face'

/** The way around on a phone. */
export function TabBar({ isAdmin }: { isAdmin: boolean }) {
  const pathname = usePathname()
  const { bar, rest } = barItems(isAdmin)
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-10 flex justify-around border-t border-line bg-sheet px-2 pt-2 pb-[calc(10px+env(safe-area-inset-bottom))] md:hidden"
    >
      {bar.map(({ href, label, Icon }) => {
        const current = isCurrent(href, pathname)
        return (
          <Link key={href} href={href} aria-current={current ? 'page' : undefined} className={tabStyle(current)}>
            <TabFace Icon={Icon} label={label} />
          </Link>
        )
      })}
      {rest.length > 0 ? <MoreItems items={rest} pathname={pathname} /> : null}
    </nav>
  )
}
