import type { Metadata } from 'next'
import { TrashView } from '@/components/documents/trash-view'
import { requirePageUser } from '@/lib/auth/page'
import { listTrash } from '@/lib/documents/trash'

export const metadata: Metadata = { title: 'Deleted documents' }

export default async function DeletedPage() {
  const principal = await requirePageUser()
  return <TrashView page={await listTrash(principal, null)} />
}
