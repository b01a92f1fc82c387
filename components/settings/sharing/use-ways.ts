'use client'
import { useState } from 'react'
import { listWays } from '@/app/(workspace)/sharing/actions'
import { callAction, type Outcome } from '@/components/notices/call-action'
import type { WayPage, WayRow } from '@/lib/sharing/ways/schema'
import type { Asked } from './address'

/** What is ticked: rows, or everything that the filter matches. */
export type Ticked = ReadonlyMap<string, WayRow> | 'all'

/** The rows that are loaded and which of them are ticked. A page that is read anew replaces both. */
export function useWays(initial: WayPage, asked: Asked) {
  const [shown, setShown] = useState(initial)
  const [list, setList] = useState(initial)
  const [ticked, setTicked] = useState<Ticked>(new Map())
  if (shown !== initial) {
    setShown(initial)
    setList(initial)
    setTicked(new Map())
  }

  const showMore = async (): Promise<Outcome<WayPage>> => {
    const { nextCursor } = list
    const outcome = await callAction(() => listWays({ ...asked, ...(nextCursor ? { cursor: nextCursor } : {}) }))
    if (outcome.ok) setList((now) => (now.nextCursor === nextCursor ? behind(now, outcome.data) : now))
    return outcome
  }
  const isTicked = (row: WayRow) => ticked === 'all' || ticked.has(row.id)
  const tick = (row: WayRow, on: boolean) =>
    setTicked((now) => {
      const next = new Map(now === 'all' ? list.rows.map((one) => [one.id, one] as const) : now)
      if (on) next.set(row.id, row)
      else next.delete(row.id)
      return next
    })
  const tickPage = (on: boolean) => setTicked(new Map(on ? list.rows.map((row) => [row.id, row] as const) : []))
  const tickAll = () => setTicked('all')
  return { rows: list.rows, hasMore: list.nextCursor !== null, showMore, ticked, isTicked, tick, tickPage, tickAll }
}

function behind(now: WayPage, page: WayPage): WayPage {
  const known = new Set(now.rows.map(({ id }) => id))
  return { rows: [...now.rows, ...page.rows.filter(({ id }) => !known.has(id))], nextCursor: page.nextCursor }
}
