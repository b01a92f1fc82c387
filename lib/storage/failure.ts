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

/** Runs a call to the store; whatever it throws becomes STORE_DOWN with the reason as its cause. */
export async function storeCall<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('STORE_DOWN', undefined, { cause: error })
  }
}
