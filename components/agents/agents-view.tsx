'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { listAgentTokens } from '@/app/(workspace)/settings/agents/actions'
import { ShowMore } from '@/components/documents/show-more'
import { callAction } from '@/components/notices/call-action'
import { Chip } from '@/components/settings/sharing/chip'
import type { AgentTokenPage, AgentTokensQuery, AnyAgentToken } from '@/lib/agents/schema'
import { AgentsTable } from './agents-table'
import { EmptyAgents } from './empty-agents'
import { RevokeTokenDialog } from './revoke-token-dialog'
import { AGENTS, toAddress } from './address'
import { TokenSearch } from './token-search'

type Props = { asked: AgentTokensQuery; page: AgentTokenPage }

/** Everybody's agent tokens, for administrators: whose they are, what they may, when they were used, and away with them. */
export function AgentsView({ asked, page }: Props) {
  const router = useRouter()
  const [shown, setShown] = useState(page)
  const [list, setList] = useState(page)
  const [revoking, setRevoking] = useState<AnyAgentToken | null>(null)
  // A page that is read anew replaces what was loaded.
  if (shown !== page) {
    setShown(page)
    setList(page)
  }
  const showMore = async () => {
    const { nextCursor } = list
    const outcome = await callAction(() => listAgentTokens({ ...asked, ...(nextCursor ? { cursor: nextCursor } : {}) }))
    if (outcome.ok) setList((now) => (now.nextCursor === nextCursor ? behind(now, outcome.data) : now))
    return outcome
  }
  const revoked = () => {
    setRevoking(null)
    router.refresh()
  }
  return (
    <>
      <div className="mb-3.5 flex flex-wrap items-center gap-3">
        <h1 tabIndex={-1} className="mr-auto w-full outline-none md:w-auto">
          Agents
        </h1>
        <TokenSearch asked={asked} />
      </div>
      <p className="mb-5 max-w-[66ch] text-ink-2">
        Every token by which software acts for a person here. Each person makes their own, on their account page; nobody
        makes one for somebody else. A token may at most what its person may at the time.
      </p>
      <div role="group" aria-label="Filter" className="mb-3.5 flex flex-wrap items-center gap-2">
        <Chip href={toAddress({ ...asked, show: 'living' })} on={asked.show === 'living'}>
          Not ended
        </Chip>
        <Chip href={toAddress({ ...asked, show: 'all' })} on={asked.show === 'all'}>
          All
        </Chip>
      </div>
      {list.rows.length === 0 ? (
        <EmptyAgents filtered={asked.search !== ''} all={AGENTS} />
      ) : (
        <AgentsTable rows={list.rows} onRevoke={setRevoking} />
      )}
      {list.nextCursor === null ? null : <ShowMore load={showMore} />}
      {revoking ? (
        <RevokeTokenDialog
          token={revoking}
          person={revoking.person.name}
          onClose={() => setRevoking(null)}
          onDone={revoked}
        />
      ) : null}
    </>
  )
}

function behind(now: AgentTokenPage, page: AgentTokenPage): AgentTokenPage {
  const known = new Set(now.rows.map(({ id }) => id))
  return { rows: [...now.rows, ...page.rows.filter(({ id }) => !known.has(id))], nextCursor: page.nextCursor }
}
