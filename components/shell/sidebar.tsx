'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Brand } from '@/components/brand/brand'
import { cn } from '@/components/ui/cn'
import { initials } from './initials'
import { isCurrent, navItems, type NavItem } from './nav-items'
import { SignOutButton } from './sign-out-button'
import { UsedStorage } from './used-storage'

export type Me = { name: string; email: string; isAdmin: boolean }

type Use = { usedBytes: number; quotaBytes: number | null }

export function Sidebar({ me, use }: { me: Me; use: Use }) {
  const items = navItems(me.isAdmin)
  return (
    <nav
      aria-label="Main"
      className="sticky top-0 hidden h-dvh flex-col gap-0.5 border-r border-line px-3 py-[18px] md:flex"
    >
      <Link href="/documents" className="mb-3 rounded-s px-2.5 py-1">
        <Brand />
      </Link>
      {items.map((item) => (item.group === 'work' ? <SideLink key={item.href} item={item} /> : null))}
      <h2 className="mx-2.5 mt-[18px] mb-1.5 font-mono text-2xs font-medium tracking-[.06em] text-ink-3 uppercase">
        Settings
      </h2>
      {items.map((item) => (item.group === 'settings' ? <SideLink key={item.href} item={item} /> : null))}
      <div className="mt-auto">
        <UsedStorage {...use} />
        <div className="flex items-center gap-2.5 border-t border-line px-2.5 pt-3">
          <Face name={me.name} />
          <div className="min-w-0 leading-tight">
            <div dir="auto" title={me.email} className="truncate">
              {me.name}
            </div>
            <small className="text-xs text-ink-3">{me.isAdmin ? 'Administrator' : 'Member'}</small>
          </div>
          <SignOutButton className="ml-auto" iconOnly />
        </div>
      </div>
    </nav>
  )
}

function SideLink({ item: { href, label, Icon } }: { item: NavItem }) {
  const current = isCurrent(href, usePathname())
  return (
    <Link
      href={href}
      aria-current={current ? 'page' : undefined}
      className={cn(
        'flex min-h-[34px] items-center gap-2.5 rounded-s px-2.5 font-[450] text-ink-2 transition-colors hover:text-ink',
        current && 'bg-well font-[550] text-ink',
      )}
    >
      <Icon aria-hidden className="size-4" strokeWidth={1.6} />
      {label}
    </Link>
  )
}

function Face({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-7 shrink-0 place-items-center rounded-full bg-seal-wash text-2xs font-semibold text-seal"
    >
      {initials(name)}
    </span>
  )
}
