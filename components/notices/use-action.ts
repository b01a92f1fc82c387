'use client'
import { useState } from 'react'
import type { Result } from '@/lib/errors'
import { callAction } from './call-action'

type Run = <T>(call: () => Promise<Result<T>>, onDone: (data: T) => void) => Promise<void>

/** One action at a time with its busy state and its error sentence, for buttons and forms. */
export function useAction(): { run: Run; busy: boolean; error: string | null; clear: () => void } {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const run: Run = async (call, onDone) => {
    setBusy(true)
    setError(null)
    const outcome = await callAction(call)
    setBusy(false)
    if (outcome.ok) onDone(outcome.data)
    else setError(outcome.message)
  }
  return { run, busy, error, clear: () => setError(null) }
}
