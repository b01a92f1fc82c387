'use client'
import { FailureText } from '@/components/brand/failure-text'
import { MessagePage } from '@/components/brand/message-page'
import { RetryButton } from '@/components/brand/retry-button'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <MessagePage title="This page could not be made" actions={<RetryButton reset={reset} />}>
      <FailureText digest={error.digest} />
    </MessagePage>
  )
}
