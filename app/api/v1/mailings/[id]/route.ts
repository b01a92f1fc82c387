import { toMailing } from '@/lib/api/answers/mailing'
import { getMailing } from '@/lib/api/contracts/mail'
import { endpoint } from '@/lib/api/endpoint'
import { readSent } from '@/lib/mailings/sent'

export const GET = endpoint(getMailing, async ({ principal, params }) =>
  toMailing(await readSent(principal, params.id)),
)

export {
  options as OPTIONS,
  wrongMethod as POST,
  wrongMethod as PUT,
  wrongMethod as PATCH,
  wrongMethod as DELETE,
} from '@/lib/api/methods'
