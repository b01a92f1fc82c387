import { Database, File, UserRound, Users, type LucideIcon } from 'lucide-react'

export type NavItem = { href: string; label: string; Icon: LucideIcon; group: 'work' | 'settings'; adminOnly: boolean }

const ITEMS: readonly NavItem[] = [
  { href: '/documents', label: 'Documents', Icon: File, group: 'work', adminOnly: false },
  { href: '/settings/members', label: 'Members', Icon: Users, group: 'settings', adminOnly: true },
  { href: '/settings/storage', label: 'Storage', Icon: Database, group: 'settings', adminOnly: true },
  { href: '/account', label: 'Account', Icon: UserRound, group: 'settings', adminOnly: false },
]

export function navItems(isAdmin: boolean): NavItem[] {
  return ITEMS.filter(({ adminOnly }) => isAdmin || !adminOnly)
}

export function isCurrent(href: string, pathname: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`)
}
