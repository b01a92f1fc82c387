import type { SentRecipient, SentRow } from '@/lib/mailings/schema'

/** What a dialog of the page asks about: one recipient of a message, or all for whom it can be done. */
export type SentAsking = {
  kind: 'resend' | 'extend' | 'revoke'
  row: SentRow
  who: SentRecipient | 'all' | 'failed'
}
