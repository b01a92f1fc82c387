import { enableLink } from '@/lib/api/contracts/links'
import { endpoint } from '@/lib/api/endpoint'
import { linkAnswer } from '@/lib/api/link-etag'
import { switchLink } from '@/lib/sharing/links/switch'

export const POST = endpoint(enableLink, async ({ principal, params, request }) => {
  await switchLink(principal, params.id, false)
  return linkAnswer(request, principal, params.id)
})

export {
  options as OPTIONS,
  wrongMethod as GET,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
