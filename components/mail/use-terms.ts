'use client'
import { useEffect, useState } from 'react'
import { mailTerms } from '@/app/(workspace)/sent/actions'
import { callAction } from '@/components/notices/call-action'
import type { MailTerms } from '@/lib/mailings/schema'

/** What the organisation allows for these documents, read anew when they change; the last answer stands meanwhile. */
export function useTerms(documentIds: readonly string[]): { terms: MailTerms | null; error: string | null } {
  const [terms, setTerms] = useState<MailTerms | null>(null)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    const ask = async () => {
      const outcome = await callAction(() => mailTerms({ documentIds: [...documentIds] }))
      if (!current) return
      if (outcome.ok) setTerms(outcome.data)
      setError(outcome.ok ? null : outcome.message)
    }
    void ask()
    return () => {
      current = false
    }
  }, [documentIds])
  return { terms, error }
}
