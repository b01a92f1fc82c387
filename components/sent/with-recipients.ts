import type { Result } from '@/lib/errors'
import type { SentAsking } from './asking'
import { recipientIds } from './whom'

/** Does it for the recipients that are meant, whoever they are by now. */
export async function withRecipients<T>(
  asking: SentAsking,
  act: (recipientIds: string[]) => Promise<Result<T>>,
): Promise<Result<T>> {
  const found = await recipientIds(asking)
  if (!found.ok) return { ok: false, code: 'INTERNAL', message: found.message }
  return act(found.data)
}
