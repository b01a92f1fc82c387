import type { Metadata } from 'next'
import { DocumentsView } from '@/components/documents/documents-view'
import { orderOf } from '@/components/documents/sort'
import { requirePageUser } from '@/lib/auth/page'
import { listPage } from '@/lib/documents/list'

export const metadata: Metadata = { title: 'Documents' }

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function DocumentsPage({ searchParams }: PageProps) {
  const principal = await requirePageUser()
  const order = orderOf(await searchParams)
  return <DocumentsView page={await listPage(principal, order)} order={order} />
}
