import { listSentRecipients } from '@/app/(workspace)/sent/actions'
import { callAction } from '@/components/notices/call-action'

export function readRecipients(mailingId: string, cursor: string | null) {
  return callAction(() => listSentRecipients(cursor ? { mailingId, cursor } : { mailingId }))
}
