'use client'
import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { listGrants } from '@/app/(workspace)/documents/sharing-actions'
import { useLive } from '@/components/live/live-provider'
import { callAction } from '@/components/notices/call-action'
import type { Grants } from '@/lib/sharing/grants/schema'

/** Whom a document is given to, read when the dialog opens and again when the document changes under it. */
export function useGrants(documentId: string) {
  const live = useLive()
  const [grants, setGrants] = useState<Grants | null>(null)
  const [error, setError] = useState<string | null>(null)
  const reload = useCallback(
    () =>
      callAction(() => listGrants({ documentId })).then((outcome) => {
        if (outcome.ok) setGrants(outcome.data)
        setError(outcome.ok ? null : outcome.message)
      }),
    [documentId],
  )
  const changed = useEffectEvent((ids: readonly string[]) => ids.includes(documentId) && void reload())
  useEffect(() => {
    void reload()
  }, [reload])
  useEffect(() => live.subscribe({ onDocuments: (event) => changed(event.changed.map(({ id }) => id)) }), [live])
  return { grants, setGrants, error, reload }
}
