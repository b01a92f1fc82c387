import { parse } from '@/lib/action'
import { listPage } from '@/lib/documents/list'
import { listQuery } from '@/lib/documents/schema'
import { route } from '@/lib/route'

/** One page of what the caller may see: `{rows, nextCursor}`. Query: `sort`, `direction`, `show`, and `cursor` of the page before. */
export const GET = route({}, async ({ principal, request }) =>
  listPage(principal, parse(listQuery, Object.fromEntries(new URL(request.url).searchParams))),
)
