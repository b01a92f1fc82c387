import type { BegunUpload, FileToUpload, Finished, SignedPart, UploadPlan } from '../uploads/schema'

/** `sha256` is base64, null where the plan asks for none. */
export type PartToSign = { number: number; sha256: string | null }

/** `checksums`: whether this browser can hash. */
export type BeginHow = { checksums: boolean; replaces: string | null }

/**
 * The app, as the queue sees it. Each may throw an Error whose message is for the person; an error with
 * `retryable: false` is final.
 */
export type Signer = {
  /**
   * Creates the documents of a drop; answers in the order of the files. Or begins to replace the file of the document
   * `replaces` by the only one.
   */
  begin: (files: FileToUpload[], how: BeginHow) => Promise<BegunUpload[]>
  sign: (uploadId: string) => Promise<UploadPlan>
  signParts: (uploadId: string, parts: PartToSign[]) => Promise<SignedPart[]>
  /** Whether the store has all of it; or how it ended, if it has ended. */
  finish: (uploadId: string) => Promise<Finished>
  abandon: (uploadId: string) => Promise<void>
}

const UNKNOWN = 'Countersign did not answer. Try again in a minute.'

export function isFinal(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === false
}

export function sentence(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : UNKNOWN
}
