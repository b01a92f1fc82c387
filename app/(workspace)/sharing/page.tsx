import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { toAddress } from '@/components/settings/sharing/address'
import { SharingView } from '@/components/settings/sharing/sharing-view'
import { requirePageUser } from '@/lib/auth/page'
import { runningRevocations } from '@/lib/sharing/bulk/start'
import { countWays, listWays } from '@/lib/sharing/ways/list'
import { parseWays, type Params } from '@/lib/sharing/ways/address'

export const metadata: Metadata = { title: 'Sharing' }

const BASE = '/sharing'

/** The table of the administrators, of what is one's own to revoke. */
export default async function OwnSharingPage({ searchParams }: { searchParams: Promise<Params> }) {
  const principal = await requirePageUser()
  if (principal.role === 'ADMIN') redirect('/settings/sharing')
  const asked = parseWays(await searchParams)
  const [page, counts, running] = await Promise.all([
    listWays(principal, asked),
    countWays(principal, asked.filter),
    runningRevocations(principal),
  ])
  return (
    <SharingView
      key={toAddress(BASE, asked)}
      base={BASE}
      asked={asked}
      page={page}
      counts={counts}
      running={running}
      outside={null}
    />
  )
}
