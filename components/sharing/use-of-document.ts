'use client'
import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { useLive } from '@/components/live/live-provider'
import { callAction } from '@/components/notices/call-action'
import type { Result } from '@/lib/errors'

/** Something about a document, read when its dialog opens and again when the document changes under it. */
export function useOfDocument<T>(documentId: string, read: (input: { documentId: string }) => Promise<Result<T>>) {
  const live = useLive()
  const [data, setData] = useState<T | null>(null)
  const [error, setError] = useState<string | null>(null)
  const reload = useCallback(
    () =>
      callAction(() => read({ documentId })).then((outcome) => {
        if (outcome.ok) setData(outcome.data)
        setError(outcome.ok ? null : outcome.message)
      }),
    [documentId, read],
  )
  const changed = useEffectEvent((ids: readonly string[]) => ids.includes(documentId) && void reload())
  useEffect(() => {
    void reload()
  }, [reload])
  useEffect(() => live.subscribe({ onDocuments: (event) => changed(event.changed.map(({ id }) => id)) }), [live])
  return { data, setData, error, reload }
}
