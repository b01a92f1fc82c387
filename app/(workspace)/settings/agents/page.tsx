import type { Metadata } from 'next'
import { AgentsView } from '@/components/agents/agents-view'
import { listAllTokens } from '@/lib/agents/list'
import { agentTokensQuery } from '@/lib/agents/schema'
import { requirePageAdmin } from '@/lib/auth/page'

export const metadata: Metadata = { title: 'Agents' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AgentsPage({ searchParams }: Props) {
  const principal = await requirePageAdmin()
  const { show, q } = await searchParams
  // An address that somebody made up shows what the page shows without it.
  const asked = agentTokensQuery.catch({ show: 'living', search: '' }).parse({ show, search: q })
  const page = await listAllTokens(principal, asked)
  return <AgentsView key={`${asked.show} ${asked.search}`} asked={asked} page={page} />
}
