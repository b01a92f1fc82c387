import type { Metadata } from 'next'
import { MembersView } from '@/components/settings/members-view'
import { requirePageAdmin } from '@/lib/auth/page'
import { listMembers } from '@/lib/members/list'

export const metadata: Metadata = { title: 'Members' }

export default async function MembersPage() {
  const principal = await requirePageAdmin()
  const members = (await listMembers(principal)).map(({ createdAt, lastSeenAt, ...member }) => ({
    ...member,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
  }))
  return <MembersView members={members} myId={principal.userId} />
}
