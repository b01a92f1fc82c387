'use client'
import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { listLinks } from '@/app/(workspace)/documents/link-actions'
import { useLive } from '@/components/live/live-provider'
import { callAction } from '@/components/notices/call-action'
import type { LinkList } from '@/lib/sharing/links/schema'

/** The links of a document, read when the dialog opens and again when the document changes under it. */
export function useLinks(documentId: string) {
  const live = useLive()
  const [list, setList] = useState<LinkList | null>(null)
  const [error, setError] = useState<string | null>(null)
  const reload = useCallback(
    () =>
      callAction(() => listLinks({ documentId })).then((outcome) => {
        if (outcome.ok) setList(outcome.data)
        setError(outcome.ok ? null : outcome.message)
      }),
    [documentId],
  )
  const changed = useEffectEvent((ids: readonly string[]) => ids.includes(documentId) && void reload())
  useEffect(() => {
    void reload()
  }, [reload])
  useEffect(() => live.subscribe({ onDocuments: (event) => changed(event.changed.map(({ id }) => id)) }), [live])
  return { list, error, reload }
}
