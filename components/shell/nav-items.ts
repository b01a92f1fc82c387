import { Bot, Database, File, ScrollText, Send, Share2, UserRound, Users, type LucideIcon } from 'lucide-react'

export type NavItem = {
  href: string
  label: string
  Icon: LucideIcon
  group: 'work' | 'settings'
  adminOnly: boolean
  membersOnly?: true
}

const ITEMS: readonly NavItem[] = [
  { href: '/documents', label: 'Documents', Icon: File, group: 'work', adminOnly: false },
  { href: '/sent', label: 'Sent', Icon: Send, group: 'work', adminOnly: false },
  // The same table: of everything for administrators, of what is theirs for members.
  { href: '/sharing', label: 'Sharing', Icon: Share2, group: 'work', adminOnly: false, membersOnly: true },
  { href: '/settings/sharing', label: 'Sharing', Icon: Share2, group: 'settings', adminOnly: true },
  { href: '/settings/members', label: 'Members', Icon: Users, group: 'settings', adminOnly: true },
  { href: '/settings/storage', label: 'Storage', Icon: Database, group: 'settings', adminOnly: true },
  { href: '/settings/agents', label: 'Agents', Icon: Bot, group: 'settings', adminOnly: true },
  { href: '/settings/audit', label: 'Audit', Icon: ScrollText, group: 'settings', adminOnly: true },
  { href: '/account', label: 'Account', Icon: UserRound, group: 'settings', adminOnly: false },
]

export function navItems(isAdmin: boolean): NavItem[] {
  return ITEMS.filter(({ adminOnly, membersOnly }) => (isAdmin ? !membersOnly : !adminOnly))
}

/** On a bar at the bottom of a phone five are wide enough for a thumb and their words: with more, the fifth opens the rest. */
const ON_BAR = 5

export function barItems(isAdmin: boolean): { bar: NavItem[]; rest: NavItem[] } {
  const items = navItems(isAdmin)
  const shown = items.length > ON_BAR ? ON_BAR - 1 : ON_BAR
  return { bar: items.slice(0, shown), rest: items.slice(shown) }
}

export function isCurrent(href: string, pathname: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`)
}
