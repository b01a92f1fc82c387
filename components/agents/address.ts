import type { AgentTokensQuery } from '@/lib/agents/schema'

export const AGENTS = '/settings/agents'

/** The address that shows this list. A whole token that was pasted in leaves its secret behind: addresses are kept and logged. */
export function toAddress({ show, search }: Pick<AgentTokensQuery, 'show' | 'search'>): string {
  const text = search
    .trim()
    .replace(/^(cs_agent_[0-9A-Za-z]+)_.*$/, '$1')
    .slice(0, 200)
  const query = new URLSearchParams({ ...(show === 'all' ? { show } : {}), ...(text ? { q: text } : {}) })
  return query.size > 0 ? `${AGENTS}?${query}` : AGENTS
}
