import type { UploadPlan } from '../uploads/schema'

/** Why one attempt to bring a file to the store did not end well. */
export type SendFailure =
  /** The store answered, with no. `code` is the `<Code>` of an S3 error, null where the answer had none. */
  | { kind: 'refused'; status: number; code: string | null }
  /** The connection broke, or an answer came that CORS hides. */
  | { kind: 'network' }
  /** Nothing moved for too long. */
  | { kind: 'silent' }
  | { kind: 'aborted' }

export type SendOutcome = { kind: 'stored' } | SendFailure

export type SendOptions = {
  signal: AbortSignal
  /** Bytes of the file, without the form around it, that have left the browser. */
  onProgress: (loaded: number) => void
}

/** One attempt; never throws. */
export type Send = (plan: UploadPlan, file: File, options: SendOptions) => Promise<SendOutcome>
