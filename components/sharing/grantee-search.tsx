'use client'
import { useEffect, useState } from 'react'
import { searchGrantees } from '@/app/(workspace)/documents/sharing-actions'
import { callAction } from '@/components/notices/call-action'
import { Combobox } from '@/components/ui/combobox'
import type { Grantee } from '@/lib/sharing/grants/schema'
import { granteeNote } from './grantee-words'

/** Typing is faster than asking: a question for the pause after it. */
const PAUSE_MS = 150

type SearchProps = {
  documentId: string
  label: string
  /** Transfers go to people. */
  only?: 'USER'
  autoFocus?: boolean
  onChoose: (grantee: Grantee) => void
}

type Found = { query: string; hits: readonly Grantee[]; error: string | null }

const NOTHING: Found = { query: '', hits: [], error: null }

/** Finds people and groups by their name or address. */
export function GranteeSearch({ documentId, label, only, autoFocus = false, onChoose }: SearchProps) {
  const [query, setQuery] = useState('')
  const { hits, error, query: answered } = useHits(documentId, query.trim(), only)
  const choices = hits.map((hit) => ({ ...hit, note: granteeNote(hit), group: hit.kind === 'GROUP' }))
  return (
    <Combobox
      label={label}
      autoFocus={autoFocus}
      hint={answered && hits.length === 0 ? 'Nobody of this name or address.' : 'By name or address.'}
      error={error}
      query={query}
      onQuery={setQuery}
      hits={choices}
      onChoose={onChoose}
    />
  )
}

/** What was found last. Of answers that overtake each other only that of the latest question counts. */
function useHits(documentId: string, query: string, only: 'USER' | undefined): Found {
  const [found, setFound] = useState<Found>(NOTHING)
  useEffect(() => {
    if (!query) return
    let wanted = true
    const ask = () =>
      void callAction(() => searchGrantees({ documentId, query })).then((outcome) => {
        if (!wanted) return
        const hits = outcome.ok ? outcome.data.filter(({ kind }) => !only || kind === only) : []
        setFound({ query, hits, error: outcome.ok ? null : outcome.message })
      })
    const timer = setTimeout(ask, PAUSE_MS)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [documentId, query, only])
  return query ? found : NOTHING
}
