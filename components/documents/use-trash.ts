'use client'
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useLive } from '@/components/live/live-provider'
import type { Outcome } from '@/components/notices/call-action'
import type { TrashPage } from '@/lib/documents/trash-schema'
import { readFrom } from './read-pages'

/** The trash as it is now. It is read again whenever the live stream says that something of it may have changed. */
export function useTrash(initial: TrashPage) {
  const live = useLive()
  const [page, setPage] = useState(initial)
  const asked = useRef(0)
  const reread = useCallback(async (count: number): Promise<Outcome<TrashPage>> => {
    const turn = (asked.current += 1)
    const outcome = await readTrash(count)
    // What was asked for before the last change is nobody's answer any more.
    if (outcome.ok && turn === asked.current) setPage(outcome.data)
    return outcome
  }, [])
  const again = useEffectEvent(() => void reread(page.rows.length))
  const holds = useEffectEvent((id: string) => page.rows.some((row) => row.id === id))
  useEffect(
    () =>
      live.subscribe({
        onDocuments: ({ changed, gone }) => {
          if (gone.length > 0 || changed.some(({ id }) => holds(id))) again()
        },
        onRefresh: () => again(),
      }),
    [live],
  )
  const showMore = useCallback(() => reread(page.rows.length + 1), [page, reread])
  return { page, showMore }
}

/** At least so many rows, in pages that follow each other. */
async function readTrash(count: number): Promise<Outcome<TrashPage>> {
  const rows: TrashPage['rows'] = []
  let cursor: string | null = null
  for (;;) {
    const query: string = cursor === null ? '' : `?${new URLSearchParams({ cursor })}`
    const outcome: Outcome<TrashPage> = await readFrom<TrashPage>(`/api/documents/deleted${query}`)
    if (!outcome.ok) return outcome
    rows.push(...outcome.data.rows)
    cursor = outcome.data.nextCursor
    if (cursor === null || rows.length >= count) return { ok: true, data: { ...outcome.data, rows } }
  }
}
