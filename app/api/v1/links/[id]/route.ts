import { changeLink, deleteLink, getLink } from '@/lib/api/contracts/links'
import { endpoint } from '@/lib/api/endpoint'
import { linkAnswer, unchangedLink } from '@/lib/api/link-etag'
import { changeLink as change } from '@/lib/sharing/links/change'
import { revokeOne } from '@/lib/sharing/revoke-one'

export const GET = endpoint(getLink, ({ principal, params, request }) => linkAnswer(request, principal, params.id))

export const PATCH = endpoint(changeLink, async ({ principal, params, input, request }) => {
  await change(principal, { linkId: params.id, ...input }, unchangedLink(request, principal, params.id))
  return linkAnswer(request, principal, params.id)
})

export const DELETE = endpoint(deleteLink, async ({ principal, params }) => {
  await revokeOne(principal, ['LINK'], params.id)
  return new Response(null, { status: 204 })
})

export { options as OPTIONS, wrongMethod as POST, wrongMethod as PUT } from '@/lib/api/methods'
