import Link from 'next/link'
import { cn } from '@/components/ui/cn'

const TABS = [
  { show: 'people', href: '/settings/members', label: 'People' },
  { show: 'groups', href: '/settings/members?show=groups', label: 'Groups' },
] as const

export type MembersTab = (typeof TABS)[number]['show']

/** The two lists of the members page, each with an address of its own. */
export function MembersTabs({ show }: { show: MembersTab }) {
  return (
    <nav aria-label="Members" className="mb-5 flex gap-5 border-b border-line">
      {TABS.map((tab) => (
        <Link
          key={tab.show}
          href={tab.href}
          aria-current={tab.show === show ? 'page' : undefined}
          className={cn(
            '-mb-px flex min-h-9 items-center border-b-2 font-medium pointer-coarse:min-h-11',
            tab.show === show ? 'border-seal text-ink' : 'border-transparent text-ink-2 hover:text-ink',
          )}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}
