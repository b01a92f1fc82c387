import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { describeAgent } from '@/components/account/user-agent'
import { asTimeZone, PREFERENCES } from '@/components/preferences'
import type { AuditQuery, AuditRowView } from '@/components/settings/audit/audit-row'
import { AuditView } from '@/components/settings/audit/audit-view'
import { auditFilter, type AuditFilter } from '@/lib/audit/filter'
import { listAudit, type AuditRow } from '@/lib/audit/list'
import { namer } from '@/lib/audit/names'
import { nameOf, type Named } from '@/lib/audit/phrase'
import { readRetention } from '@/lib/audit/retention'
import { ACTIONS, WORDINGS } from '@/lib/audit/sentences'
import { requirePageAdmin } from '@/lib/auth/page'

export const metadata: Metadata = { title: 'Audit' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const LABELS = ACTIONS.map((action) => [action, WORDINGS[action].label] as const)

export default async function AuditPage({ searchParams }: Props) {
  const principal = await requirePageAdmin()
  const asked = await searchParams
  const zone = asTimeZone((await cookies()).get(PREFERENCES.zone)?.value)
  const filter = auditFilter.parse({ ...asked, zone })
  const before = typeof asked['before'] === 'string' ? asked['before'] : undefined
  const [{ rows, older }, names, retention] = await Promise.all([
    listAudit(principal, filter, before),
    namesIn(filter),
    readRetention(),
  ])
  return (
    <AuditView
      rows={rows.map(toView)}
      query={toQuery(filter)}
      names={names}
      actions={LABELS}
      older={older}
      first={before === undefined}
      retention={retention}
    />
  )
}

function toView({ id, at, parts, details, client }: AuditRow): AuditRowView {
  const seen = client && client !== 'erased' ? { ...client, agent: describeAgent(client.userAgent) } : client
  const shown = parts.map((part) => {
    // What has no name says by itself that it is gone.
    if (typeof part !== 'string') return { ...part, name: nameOf(part), gone: part.gone && part.name !== null }
    return part
  })
  return { id, at: at.toISOString(), parts: shown, details, client: seen }
}

/** The name of whom the address names by an id. Whoever was erased keeps the id: no name leads back to them. */
async function namesIn({ who, document }: AuditFilter): Promise<{ who: string | null; document: string | null }> {
  const isId = (value: string | undefined) => (z.guid().safeParse(value).success ? (value ?? null) : null)
  const ids = { actorId: isId(who), documentId: isId(document), subjectId: null, details: {} }
  const meant = (await namer([ids]))(ids)
  const known = (it: Named | null) => it?.name ?? null
  return { who: known(meant.actor), document: known(meant.document) }
}

function toQuery(filter: AuditFilter): AuditQuery {
  const asked = Object.entries(filter).filter(([key, value]) => key !== 'zone' && value !== undefined)
  return Object.fromEntries(asked)
}
