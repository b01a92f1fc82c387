/** Why one attempt to bring bytes to the store did not end well. */
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

export type PostTarget = { strategy: 'post'; url: string; fields: Record<string, string> }
export type PutTarget = { strategy: 'put'; url: string; headers: Record<string, string> }
export type Target = PostTarget | PutTarget

/** One attempt; never throws. */
export type Send = (target: Target, body: Blob, options: SendOptions) => Promise<SendOutcome>
