import type { Metadata } from 'next'
import { StorageView } from '@/components/settings/storage-view'
import { requirePageAdmin } from '@/lib/auth/page'
import { listUse } from '@/lib/quotas/list'
import { organisationUse } from '@/lib/quotas/use'

export const metadata: Metadata = { title: 'Storage' }

export default async function StoragePage() {
  await requirePageAdmin()
  const [use, members] = await Promise.all([organisationUse(), listUse()])
  return <StorageView use={use} members={members} />
}
