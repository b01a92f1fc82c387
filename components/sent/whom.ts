import type { Outcome } from '@/components/notices/call-action'
import { MAX_MAIL_RECIPIENTS } from '@/lib/mailings/limits'
import type { SentRecipient } from '@/lib/mailings/schema'
import type { SentAsking } from './asking'
import { readRows } from './pages'
import { readRecipients } from './read-recipients'

/** The ids of the recipients that a dialog is about, read now: what could not be done for one of them would refuse all. */
export async function recipientIds({ kind, row, who }: SentAsking): Promise<Outcome<string[]>> {
  if (typeof who === 'object') return { ok: true, data: [who.id] }
  const outcome = await readRows<SentRecipient>((cursor) => readRecipients(row.id, cursor), MAX_MAIL_RECIPIENTS)
  if (!outcome.ok) return outcome
  const meant = outcome.data.rows.filter(({ state, may }) => may[kind] && (who === 'all' || state === 'FAILED'))
  return { ok: true, data: meant.map(({ id }) => id) }
}

/** “client@example.org”, “all 12 recipients” */
export function whomWords({ row, who }: SentAsking): string {
  if (typeof who === 'object') return who.address
  if (who === 'failed') return row.counts.FAILED === 1 ? 'one recipient' : `${row.counts.FAILED} recipients`
  return row.recipients === 1
    ? (row.addresses[0] ?? 'its recipient')
    : `all ${row.recipients.toLocaleString('en')} recipients`
}
