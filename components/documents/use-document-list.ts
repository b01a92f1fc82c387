'use client'
import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { useLive } from '@/components/live/live-provider'
import type { Outcome } from '@/components/notices/call-action'
import { toastFailure } from '@/components/notices/toast-store'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { DocumentPage } from '@/lib/documents/schema'
import { listOf, withEvent, withMore, type Journal, type ListOrder, type ListState } from './list-state'
import { readPage, readPages } from './read-pages'
import { orderNow, stayInOrder, useOrder } from './use-order'

const NOTHING_HEARD: Journal = new Map()

/** The list as it is now: the server's page, the pages behind it, and what the live stream says. */
export function useDocumentList(initial: DocumentPage, initialOrder: ListOrder) {
  const live = useLive()
  const hydrated = useHydrated()
  const order = useOrder()
  // The stream may be ahead of a page that is still being hydrated, which has to begin as the server wrote it.
  const [list, setList] = useState<ListState>(() =>
    listOf(initial, initialOrder, hydrated ? live.journal : NOTHING_HEARD),
  )
  const [shown, setShown] = useState(initial)
  if (shown !== initial) {
    setShown(initial)
    setList(listOf(initial, initialOrder, live.journal))
  }

  // By a request of its own, not by refreshing the route: after an update of the server that would load the whole page
  // anew and end its uploads.
  const reread = useCallback(
    async (count: number): Promise<Outcome<DocumentPage>> => {
      const asked = orderNow()
      const outcome = await readPages(asked, count)
      // What was asked for before the last click is nobody's answer any more.
      if (outcome.ok && sameOrder(orderNow(), asked)) setList(listOf(outcome.data, asked, live.journal))
      return outcome
    },
    [live],
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

  const behind = !sameOrder(list.order, order)
  const giveUp = useEffectEvent((failure: Parameters<typeof toastFailure>[0]) => {
    // A click that is not drawn yet has asked for something else already.
    if (!sameOrder(orderNow(), order)) return
    toastFailure(failure)
    stayInOrder(list.order)
  })
  useEffect(() => {
    if (!behind) return
    let superseded = false
    void readPages(order, 1).then((outcome) => {
      if (superseded) return
      if (outcome.ok) setList(listOf(outcome.data, order, live.journal))
      else giveUp(outcome)
    })
    return () => {
      superseded = true
    }
  }, [behind, order, live])

  const showMore = useCallback(async (): Promise<Outcome<DocumentPage>> => {
    const { nextCursor, rows } = list
    if (nextCursor === null) return reread(rows.length + 1)
    const outcome = await readPage(list.order, nextCursor)
    if (outcome.ok) setList((now) => (now.nextCursor === nextCursor ? withMore(now, outcome.data) : now))
    return outcome
  }, [list, reread])

  return { list, order, behind, showMore }
}

function sameOrder(a: ListOrder, b: ListOrder): boolean {
  return a.sort === b.sort && a.direction === b.direction && a.show === b.show
}
