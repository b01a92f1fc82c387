import type { ReactNode } from 'react'
import { requirePageAdmin } from '@/lib/auth/page'

/** Asks before the skeleton is sent: after that, “there is no such page” could no longer be the answer's status. */
export default async function AgentsLayout({ children }: { children: ReactNode }) {
  await requirePageAdmin()
  return children
}
