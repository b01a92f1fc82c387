import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useLive } from '@/components/live/live-provider'
import type { UnfinishedItem } from '@/lib/upload-client/unfinished'
import { uploadsOf } from './queue-of'

const NONE: readonly UnfinishedItem[] = []

export type UnfinishedActions = {
  resume: (uploadId: string) => void
  choose: (uploadId: string, file: File) => void
  discard: (uploadId: string) => void
  /** Takes those that there are now out of sight, until the page is opened again. */
  hide: () => void
}

/** Uploads of other days and other tabs, kept up to date while somebody looks. */
export function useUnfinished(userId: string): { items: readonly UnfinishedItem[]; actions: UnfinishedActions } {
  const all = useSyncExternalStore(
    useCallback((listener: () => void) => uploadsOf(userId).unfinished.subscribe(listener), [userId]),
    () => uploadsOf(userId).unfinished.snapshot(),
    () => NONE,
  )
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  useRefreshing(userId)
  const actions = useMemo(() => {
    const unfinished = () => uploadsOf(userId).unfinished
    return {
      resume: (uploadId: string) => void unfinished().resume(uploadId),
      choose: (uploadId: string, file: File) => void unfinished().choose(uploadId, file),
      discard: (uploadId: string) => void unfinished().discard(uploadId),
      hide: () =>
        setHidden(
          new Set(
            unfinished()
              .snapshot()
              .map(({ uploadId }) => uploadId),
          ),
        ),
    }
  }, [userId])
  const items = useMemo(() => all.filter(({ uploadId }) => !hidden.has(uploadId)), [all, hidden])
  return { items, actions }
}

/** Asks again when the tab is looked at, and when one of their documents moved or went: its upload has ended. */
function useRefreshing(userId: string): void {
  const live = useLive()
  useEffect(() => {
    const { unfinished } = uploadsOf(userId)
    const look = () => {
      if (document.visibilityState === 'visible') void unfinished.refresh()
    }
    look()
    document.addEventListener('visibilitychange', look)
    const leave = live.subscribe({
      onDocuments: ({ changed, gone }) => {
        const moved = new Set([...changed.map(({ id }) => id), ...gone])
        if (unfinished.snapshot().some(({ documentId }) => moved.has(documentId))) void unfinished.refresh()
      },
    })
    return () => {
      document.removeEventListener('visibilitychange', look)
      leave()
    }
  }, [userId, live])
}
