import { toRevocation } from '@/lib/api/answers/revocation'
import { revokeWays } from '@/lib/api/contracts/ways'
import { endpoint } from '@/lib/api/endpoint'
import { revoke } from '@/lib/sharing/revoke'

export const POST = endpoint(revokeWays, async ({ principal, input }) =>
  toRevocation(await revoke(principal, input.ways)),
)

export {
  options as OPTIONS,
  wrongMethod as GET,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
