import { toLink } from '@/lib/api/answers/link'
import { regenerateLink } from '@/lib/api/contracts/links'
import { endpoint } from '@/lib/api/endpoint'
import { readLink } from '@/lib/sharing/links/list'
import { regenerateLink as regenerate } from '@/lib/sharing/links/regenerate'

export const POST = endpoint(regenerateLink, async ({ principal, params }) => {
  const { url } = await regenerate(principal, params.id)
  return { ...toLink(await readLink(principal, params.id)), url }
})

export {
  options as OPTIONS,
  wrongMethod as GET,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
