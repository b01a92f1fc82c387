'use client'
import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Dialog } from '@/components/ui/dialog'
import { isCurrent, type NavItem } from './nav-items'
import { TabFace, tabStyle } from './tab-face'

type MoreProps = { items: readonly NavItem[]; pathname: string }

/** What has no place on the bar, in a sheet above it. */
export function MoreItems({ items, pathname }: MoreProps) {
  const [open, setOpen] = useState(false)
  const here = items.find(({ href }) => isCurrent(href, pathname))
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        className={tabStyle(here !== undefined)}
        onClick={() => setOpen(true)}
      >
        <TabFace Icon={Ellipsis} label="More" />
      </button>
      <Dialog open={open} onOpenChange={setOpen} title="More">
        <ul className="-mx-2.5 grid gap-0.5">
          {items.map(({ href, label, Icon }) => (
            <li key={href}>
              <Link
                href={href}
                aria-current={href === here?.href ? 'page' : undefined}
                className={cn(
                  'flex min-h-12 items-center gap-3 rounded-s px-2.5 text-l',
                  href === here?.href ? 'bg-well font-medium text-ink' : 'text-ink-2',
                )}
                onClick={() => setOpen(false)}
              >
                <Icon aria-hidden className="size-5" strokeWidth={1.6} />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  )
}
