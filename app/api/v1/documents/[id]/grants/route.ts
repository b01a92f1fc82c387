import { toGrant } from '@/lib/api/answers/grant'
import { giveGrant, listGrants } from '@/lib/api/contracts/grants'
import { created } from '@/lib/api/created'
import { endpoint } from '@/lib/api/endpoint'
import { putGrant } from '@/lib/sharing/grants/give'
import { granteeOf } from '@/lib/sharing/grants/grantee-of'
import * as grants from '@/lib/sharing/grants/list'

export const GET = endpoint(listGrants, async ({ principal, params: { id } }) => {
  const { rows } = await grants.listGrants(principal, id)
  return { grants: rows.map((row) => toGrant(id, row)), nextCursor: null }
})

export const POST = endpoint(giveGrant, async ({ principal, params: { id }, input: { to, ...terms } }) => {
  const grantee = await granteeOf(principal, id, to)
  const { grantId, isNew } = await putGrant(principal, { documentId: id, grantee, ...terms })
  const { row } = await grants.readGrant(principal, grantId)
  const grant = toGrant(id, row)
  return isNew ? created(`/grants/${grantId}`, grant) : grant
})

export { options as OPTIONS, wrongMethod as PUT, wrongMethod as PATCH, wrongMethod as DELETE } from '@/lib/api/methods'
