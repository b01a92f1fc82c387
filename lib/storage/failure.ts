import { S3ServiceException } from '@aws-sdk/client-s3'
import { AppError } from '../errors'

/** The HTTP status of a store's refusal; null where the store was not reached at all. */
export function statusOf(error: unknown): number | null {
  return error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? null) : null
}

export function isNotFound(error: unknown): boolean {
  return statusOf(error) === 404
}

export function isPreconditionFailed(error: unknown): boolean {
  return statusOf(error) === 412
}

/** A store whose network went away keeps its connections and says nothing. Only a copy takes longer than milliseconds. */
const ANSWER_WITHIN_MS = 10_000

export type CallOptions = { abortSignal: AbortSignal }

/**
 * Runs a call to the store, retries included, for at most `withinMs`: whoever asks holds a claim or a person's request.
 * Whatever it throws becomes STORE_DOWN with the reason as its cause.
 */
export async function storeCall<T>(
  call: (options: CallOptions) => Promise<T>,
  withinMs = ANSWER_WITHIN_MS,
): Promise<T> {
  try {
    return await call({ abortSignal: AbortSignal.timeout(withinMs) })
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('STORE_DOWN', undefined, { cause: error })
  }
}
