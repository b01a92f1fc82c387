import { callAction, type Outcome } from '@/components/notices/call-action'
import type { DocumentPage } from '@/lib/documents/schema'
import type { Failure } from '@/lib/errors'
import type { ListOrder } from './list-state'

/**
 * One page of the list. A plain request and no server action: those go one after the other, and a click on Download would
 * wait for it.
 */
export function readPage({ sort, direction, show }: ListOrder, cursor: string | null): Promise<Outcome<DocumentPage>> {
  const query = new URLSearchParams({
    sort,
    direction,
    ...(show ? { show } : {}),
    ...(cursor === null ? {} : { cursor }),
  })
  return readFrom<DocumentPage>(`/api/documents?${query}`)
}

/** What a route of ours answers, as the outcome of an action. */
export function readFrom<T>(path: string): Promise<Outcome<T>> {
  return callAction(async () => {
    const answer = await fetch(path)
    if (answer.ok) return { ok: true, data: (await answer.json()) as T }
    const { code, detail } = (await answer.json()) as { code: Failure['code']; detail: string }
    return { ok: false, code, message: detail }
  })
}

/** At least so many rows, in pages that follow each other. */
export async function readPages(order: ListOrder, count: number): Promise<Outcome<DocumentPage>> {
  const rows: DocumentPage['rows'] = []
  let cursor: string | null = null
  do {
    const outcome: Outcome<DocumentPage> = await readPage(order, cursor)
    if (!outcome.ok) return outcome
    rows.push(...outcome.data.rows)
    cursor = outcome.data.nextCursor
  } while (cursor && rows.length < count)
  return { ok: true, data: { rows, nextCursor: cursor } }
}
