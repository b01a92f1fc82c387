import type { Metadata } from 'next'
import { DocumentsView } from '@/components/documents/documents-view'
import { requirePageUser } from '@/lib/auth/page'
import { listPage } from '@/lib/documents/list'
import { listQuery } from '@/lib/documents/schema'

export const metadata: Metadata = { title: 'Documents' }

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function DocumentsPage({ searchParams }: PageProps) {
  const principal = await requirePageUser()
  const { sort, direction } = await searchParams
  // An address that somebody mistyped shows the list in its usual order rather than an error.
  const asked = listQuery.safeParse({ sort, direction })
  const order = asked.success ? asked.data : listQuery.parse({})
  return <DocumentsView page={await listPage(principal, order)} order={order} />
}
