import { toLink } from '@/lib/api/answers/link'
import { createLink, listLinks } from '@/lib/api/contracts/links'
import { created } from '@/lib/api/created'
import { endpoint } from '@/lib/api/endpoint'
import { createLink as create } from '@/lib/sharing/links/create'
import { listLinks as list, readLink } from '@/lib/sharing/links/list'

export const GET = endpoint(listLinks, async ({ principal, params }) => {
  const { links } = await list(principal, params.id)
  return { links: links.map(toLink), nextCursor: null }
})

export const POST = endpoint(createLink, async ({ principal, params, input }) => {
  const { linkId, url } = await create(principal, { documentId: params.id, ...input })
  return created(`/links/${linkId}`, { ...toLink(await readLink(principal, linkId)), url })
})

export { options as OPTIONS, wrongMethod as PUT, wrongMethod as PATCH, wrongMethod as DELETE } from '@/lib/api/methods'
