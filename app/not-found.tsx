import type { Metadata } from 'next'
import Link from 'next/link'
import { MessagePage } from '@/components/brand/message-page'
import { Button } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <MessagePage
      title="Nothing is here"
      actions={
        <Button asChild>
          <Link href="/documents">Go to documents</Link>
        </Button>
      }
    >
      This page does not exist, or it is not yours to see.
    </MessagePage>
  )
}
