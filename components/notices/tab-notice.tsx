'use client'
import { usePathname } from 'next/navigation'
import { useSyncExternalStore } from 'react'
import { Button } from '@/components/ui/button'
import { onTrouble, tabTrouble } from './tab-state'

/** One line at the top of the page. It covers nothing, so that uploads can be watched to their end. */
export function TabNotice() {
  const trouble = useSyncExternalStore(onTrouble, tabTrouble, () => null)
  const pathname = usePathname()
  if (!trouble) return null
  return (
    <div
      role="alert"
      className="sticky top-0 z-20 flex flex-wrap items-center gap-x-4 gap-y-2 bg-amber-wash px-4 py-2.5 text-amber md:px-9"
    >
      {trouble === 'updated' ? (
        <>
          <span>Countersign was updated, reload. Running uploads go on until you do.</span>
          <Button size="s" className="ml-auto" onClick={() => location.reload()}>
            Reload
          </Button>
        </>
      ) : (
        <>
          <span>You are signed out. Running uploads go on.</span>
          {/* In a tab of its own: leaving this one would end its uploads. */}
          <a
            className="ml-auto font-medium underline"
            href={`/sign-in?next=${encodeURIComponent(pathname)}`}
            target="_blank"
            rel="noopener"
          >
            Sign in again
          </a>
        </>
      )}
    </div>
  )
}
