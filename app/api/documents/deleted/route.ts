import { parse } from '@/lib/action'
import { listTrash } from '@/lib/documents/trash'
import { trashQuery } from '@/lib/documents/trash-schema'
import { route } from '@/lib/route'

/** One page of what the reader deleted and can restore, as the page of deleted documents shows it. */
export const GET = route({}, async ({ principal, request }) => {
  const { cursor } = parse(trashQuery, Object.fromEntries(new URL(request.url).searchParams))
  return listTrash(principal, cursor ?? null)
})
