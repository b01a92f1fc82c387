import type { Outcome } from '@/components/notices/call-action'

export type Paged<T> = { rows: T[]; nextCursor: string | null }
export type ReadPage<T> = (cursor: string | null) => Promise<Outcome<Paged<T>>>

/** At least so many rows, in pages that follow each other. */
export async function readRows<T>(read: ReadPage<T>, count: number): Promise<Outcome<Paged<T>>> {
  const rows: T[] = []
  let cursor: string | null = null
  do {
    const outcome: Outcome<Paged<T>> = await read(cursor)
    if (!outcome.ok) return outcome
    rows.push(...outcome.data.rows)
    cursor = outcome.data.nextCursor
  } while (cursor && rows.length < count)
  return { ok: true, data: { rows, nextCursor: cursor } }
}
