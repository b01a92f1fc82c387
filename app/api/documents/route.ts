import { parse } from '@/lib/action'
import { listPage } from '@/lib/documents/list'
import { listQuery } from '@/lib/documents/schema'
import { route } from '@/lib/route'

/** One page of the list as the documents page shows it: `{rows, nextCursor}`. Programs read /api/v1/documents. */
export const GET = route({}, async ({ principal, request }) =>
  listPage(principal, parse(listQuery, Object.fromEntries(new URL(request.url).searchParams))),
)
