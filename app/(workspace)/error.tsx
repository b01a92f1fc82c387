'use client'
import { FailureText } from '@/components/brand/failure-text'
import { RetryButton } from '@/components/brand/retry-button'

// Within the shell, so that uploads are still to be seen while a page cannot be made.
export default function WorkspaceError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div role="alert" className="grid max-w-[460px] justify-items-start gap-5 py-10">
      <div className="grid gap-2">
        <h1>This page could not be made</h1>
        <div className="text-ink-2">
          <FailureText digest={error.digest} />
        </div>
      </div>
      <RetryButton reset={reset} />
    </div>
  )
}
