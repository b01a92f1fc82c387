import type { UploadPlan } from '../uploads/schema'
import type { Aborted, GivenUp } from './persist'

/** One file that is to be brought to the store, and who wants to know how it goes. */
export type FileJob = {
  file: File
  uploadId: string
  /** Null: sign first. */
  plan: UploadPlan | null
  /** Known to go in parts, so that it can wait for a network without losing anything. */
  inParts: boolean
  signal: AbortSignal
  /** It goes in parts: whatever happens, it can be gone on with. */
  onParts: () => void
  /** What the store has from earlier attempts. */
  onHeld: (bytes: number) => void
  onSending: () => void
  onProgress: (loaded: number) => void
  /** An attempt failed and another one follows after a while; `message` says what is waited for. */
  onRetry: (message: string | null) => void
}

export type FileEnd =
  | { kind: 'stored' }
  | Aborted
  /** Another tab is sending it. */
  | { kind: 'elsewhere' }
  /** `unsigned`: the app itself said no, maybe because it no longer knows this upload. */
  | GivenUp
