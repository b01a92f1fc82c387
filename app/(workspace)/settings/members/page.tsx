import type { Metadata } from 'next'
import { GroupsView } from '@/components/settings/groups/groups-view'
import { MembersView } from '@/components/settings/members-view'
import { requirePageAdmin } from '@/lib/auth/page'
import { listGroups } from '@/lib/groups/list'
import { listMembers } from '@/lib/members/list'

export const metadata: Metadata = { title: 'Members' }

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function MembersPage({ searchParams }: PageProps) {
  const principal = await requirePageAdmin()
  const { show } = await searchParams
  if (show === 'groups') {
    const [groups, people] = await Promise.all([listGroups(principal), listMembers(principal)])
    const members = people.map(({ id, name, email }) => ({ id, name, email }))
    return <GroupsView groups={groups} members={members} />
  }
  const members = (await listMembers(principal)).map(({ createdAt, lastSeenAt, ...member }) => ({
    ...member,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
  }))
  return <MembersView members={members} myId={principal.userId} />
}
