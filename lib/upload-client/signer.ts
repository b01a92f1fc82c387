import type { BegunUpload, FileToUpload, UploadPlan } from '../uploads/schema'

/**
 * The app, as the queue sees it. Each may throw an Error whose message is for the person; an error with
 * `retryable: false` is final.
 */
export type Signer = {
  /** Creates the documents of a drop; answers in the order of the files. */
  begin(files: FileToUpload[]): Promise<BegunUpload[]>
  sign(uploadId: string): Promise<UploadPlan>
  abandon(uploadId: string): Promise<void>
}

const UNKNOWN = 'Countersign did not answer. Try again in a minute.'

export function isFinal(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === false
}

export function sentence(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : UNKNOWN
}
