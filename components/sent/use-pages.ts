'use client'
import { useState } from 'react'
import type { Outcome } from '@/components/notices/call-action'
import { readRows, type Paged, type ReadPage } from './pages'
import { useRefresh } from './use-refresh'

/** A list that is read page by page, and anew while something in it moves. */
export function usePages<T extends { id: string }>(
  initial: Paged<T> | null,
  readPage: ReadPage<T>,
  isMoving: (row: T) => boolean,
) {
  const [list, setList] = useState(initial)
  const [error, setError] = useState<string | null>(null)
  const reload = async () => {
    const outcome = await readRows(readPage, list?.rows.length ?? 1)
    if (outcome.ok) setList(outcome.data)
    setError(outcome.ok ? null : outcome.message)
  }
  const showMore = async (): Promise<Outcome<unknown>> => {
    const cursor = list?.nextCursor ?? null
    const outcome = await readPage(cursor)
    if (outcome.ok) setList((now) => (now?.nextCursor === cursor ? behind(now, outcome.data) : now))
    return outcome
  }
  useRefresh(list?.rows.some(isMoving) ?? false, reload)
  return { list, error, reload, showMore }
}

function behind<T extends { id: string }>(list: Paged<T>, page: Paged<T>): Paged<T> {
  const known = new Set(list.rows.map(({ id }) => id))
  return { rows: [...list.rows, ...page.rows.filter(({ id }) => !known.has(id))], nextCursor: page.nextCursor }
}
