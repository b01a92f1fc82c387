import { unstable_isUnrecognizedActionError as isUnrecognizedActionError } from 'next/navigation'
import type { Result } from '@/lib/errors'
import { endSignedOut, raiseTrouble } from './tab-state'

export const UPDATED = 'Countersign was updated. Reload the page to go on.'
const NO_ANSWER = 'Countersign does not answer. Check your connection and try again.'

/** The outcome of an action as a page needs it: data, or one sentence. `code` is null where the server never answered. */
export type Outcome<T> = { ok: true; data: T } | { ok: false; code: string | null; message: string }

/** Calls a server action. Never throws; what concerns the whole tab is raised there as well. */
export async function callAction<T>(call: () => Promise<Result<T>>): Promise<Outcome<T>> {
  try {
    const result = await call()
    if (result.ok) endSignedOut()
    else if (result.code === 'SIGNED_OUT') raiseTrouble('signed-out')
    return result
  } catch (error) {
    if (!isUnrecognizedActionError(error)) return { ok: false, code: null, message: NO_ANSWER }
    raiseTrouble('updated')
    return { ok: false, code: 'UPDATED', message: UPDATED }
  }
}
