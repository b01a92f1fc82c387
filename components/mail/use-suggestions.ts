'use client'
import { useEffect, useState } from 'react'
import { suggestRecipients } from '@/app/(workspace)/sent/actions'
import { callAction } from '@/components/notices/call-action'

const PAUSE_MS = 150
const NONE: readonly string[] = []

/** Addresses this person wrote to before that fit what is typed; null asks for nothing. */
export function useSuggestions(query: string | null, chosen: readonly string[]): readonly string[] {
  const [found, setFound] = useState<{ query: string; addresses: readonly string[] } | null>(null)
  useEffect(() => {
    if (query === null) return
    let current = true
    const ask = async () => {
      const outcome = await callAction(() => suggestRecipients({ query }))
      // Suggestions are a convenience: without them one types on.
      if (current && outcome.ok) setFound({ query, addresses: outcome.data })
    }
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [query])
  if (query === null || found?.query !== query) return NONE
  return found.addresses.filter((address) => !chosen.includes(address))
}
