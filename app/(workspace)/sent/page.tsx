import type { Metadata } from 'next'
import { SentView } from '@/components/sent/sent-view'
import { requirePageUser } from '@/lib/auth/page'
import { readMailPolicy } from '@/lib/mailings/policy'
import { listSent } from '@/lib/mailings/sent'

export const metadata: Metadata = { title: 'Sent' }

export default async function SentPage() {
  const principal = await requirePageUser()
  const [page, { longestMailSeconds }] = await Promise.all([listSent(principal), readMailPolicy()])
  return <SentView page={page} longest={longestMailSeconds} />
}
