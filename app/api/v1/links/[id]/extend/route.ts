import { extendLink } from '@/lib/api/contracts/links'
import { endpoint } from '@/lib/api/endpoint'
import { linkAnswer } from '@/lib/api/link-etag'
import { extendLink as extend } from '@/lib/sharing/links/extend'

export const POST = endpoint(extendLink, async ({ principal, params, input, request }) => {
  await extend(principal, params.id, input.expiresAt)
  return linkAnswer(request, principal, params.id)
})

export {
  options as OPTIONS,
  wrongMethod as GET,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
