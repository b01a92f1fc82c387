'use client'
import { useRouter } from 'next/navigation'
import { startTransition } from 'react'
import { Button } from '@/components/ui/button'

export function RetryButton({ reset }: { reset: () => void }) {
  const router = useRouter()
  // Both in one transition: the boundary must not draw the old failure again before the server has answered.
  const retry = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return (
    <Button tone="seal" onClick={retry}>
      Try again
    </Button>
  )
}
