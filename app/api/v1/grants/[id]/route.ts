import { changeGrant, getGrant, revokeGrant } from '@/lib/api/contracts/grants'
import { endpoint } from '@/lib/api/endpoint'
import { grantAnswer, unchangedGrant } from '@/lib/api/grant-etag'
import { patchGrant } from '@/lib/sharing/grants/change'
import { revokeOne } from '@/lib/sharing/revoke-one'

export const GET = endpoint(getGrant, ({ principal, params, request }) => grantAnswer(request, principal, params.id))

export const PATCH = endpoint(changeGrant, async ({ principal, params, input, request }) => {
  await patchGrant(principal, params.id, input, unchangedGrant(request, principal, params.id))
  return grantAnswer(request, principal, params.id)
})

export const DELETE = endpoint(revokeGrant, async ({ principal, params }) => {
  await revokeOne(principal, ['USER', 'GROUP'], params.id)
  return new Response(null, { status: 204 })
})

export { options as OPTIONS, wrongMethod as POST, wrongMethod as PUT } from '@/lib/api/methods'
