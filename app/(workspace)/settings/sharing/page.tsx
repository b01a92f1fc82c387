import type { Metadata } from 'next'
import { toAddress } from '@/components/settings/sharing/address'
import { SharingView } from '@/components/settings/sharing/sharing-view'
import { requirePageAdmin } from '@/lib/auth/page'
import { runningRevocations } from '@/lib/sharing/bulk/start'
import { readPolicy } from '@/lib/sharing/policy/policy'
import { countWays, listWays } from '@/lib/sharing/ways/list'
import { parseWays, type Params } from '@/lib/sharing/ways/address'

export const metadata: Metadata = { title: 'Sharing' }

const BASE = '/settings/sharing'

export default async function SharingPage({ searchParams }: { searchParams: Promise<Params> }) {
  const principal = await requirePageAdmin()
  const asked = parseWays(await searchParams)
  const [page, counts, running, { frozenAt }] = await Promise.all([
    listWays(principal, asked),
    countWays(principal, asked.filter),
    runningRevocations(principal),
    readPolicy(),
  ])
  return (
    <SharingView
      key={toAddress(BASE, asked)}
      base={BASE}
      asked={asked}
      page={page}
      counts={counts}
      running={running}
      outside={{ frozenAt }}
    />
  )
}
