'use client'
import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { listDocuments } from '@/app/(workspace)/documents/actions'
import { useLive } from '@/components/live/live-provider'
import { callAction, type Outcome } from '@/components/notices/call-action'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { DocumentPage } from '@/lib/documents/schema'
import { listOf, withEvent, withMore, type Journal, type ListOrder, type ListState } from './list-state'

const NOTHING_HEARD: Journal = new Map()

/** The list as it is now: the server's page, the pages behind it, and what the live stream says. */
export function useDocumentList(initial: DocumentPage, order: ListOrder) {
  const live = useLive()
  const hydrated = useHydrated()
  // The stream may be ahead of a page that is still being hydrated, which has to begin as the server wrote it.
  const [list, setList] = useState<ListState>(() => listOf(initial, order, hydrated ? live.journal : NOTHING_HEARD))
  const [shown, setShown] = useState(initial)
  if (shown !== initial) {
    setShown(initial)
    setList(listOf(initial, order, live.journal))
  }

  // By an action, not by refreshing the route: after an update of the server that would load the whole page anew and
  // end its uploads.
  const reread = useCallback(
    async (count: number): Promise<Outcome<DocumentPage>> => {
      const outcome = await readPages(order, count)
      if (outcome.ok) setList((now) => (sameOrder(now.order, order) ? listOf(outcome.data, order, live.journal) : now))
      return outcome
    },
    [live, order],
  )
  const refresh = useEffectEvent(() => void reread(list.rows.length))
  useEffect(
    () =>
      live.subscribe({
        onDocuments: (event) => setList((now) => withEvent(now, event)),
        onRefresh: () => refresh(),
      }),
    [live],
  )
  useEffect(() => live.learn(initial.rows), [live, initial])

  const showMore = useCallback(async (): Promise<Outcome<DocumentPage>> => {
    const { nextCursor, rows } = list
    if (nextCursor === null) return reread(rows.length + 1)
    const outcome = await callAction(() => listDocuments({ ...order, cursor: nextCursor }))
    if (outcome.ok) setList((now) => (now.nextCursor === nextCursor ? withMore(now, outcome.data) : now))
    return outcome
  }, [list, order, reread])

  return { list, showMore }
}

/** At least so many rows, in pages that follow each other. */
async function readPages(order: ListOrder, count: number): Promise<Outcome<DocumentPage>> {
  const rows: DocumentPage['rows'] = []
  let cursor: string | null = null
  do {
    const after: string | null = cursor
    const outcome: Outcome<DocumentPage> = await callAction(() =>
      listDocuments({ ...order, ...(after ? { cursor: after } : {}) }),
    )
    if (!outcome.ok) return outcome
    rows.push(...outcome.data.rows)
    cursor = outcome.data.nextCursor
  } while (cursor && rows.length < count)
  return { ok: true, data: { rows, nextCursor: cursor } }
}

function sameOrder(a: ListOrder, b: ListOrder): boolean {
  return a.sort === b.sort && a.direction === b.direction
}
