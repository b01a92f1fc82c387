export type UploadState =
  | 'waiting'
  | 'starting'
  | 'uploading'
  | 'retrying'
  /** By the person; the store keeps what it has. */
  | 'paused'
  /** Another tab of this browser is sending it. */
  | 'elsewhere'
  | 'done'
  | 'failed'
  | 'cancelled'

/** One file as a page shows it. A new object only when something visible changed. */
export type UploadItem = {
  readonly key: string
  readonly name: string
  /** Whether it is a new file for a document that has one. */
  readonly replaces: boolean
  /** Where it lay in the folder that was dropped, with its name; null when it came by itself. */
  readonly path: string | null
  /** Bytes. */
  readonly size: number
  readonly loaded: number
  readonly state: UploadState
  /** A sentence: why it failed, or what a retry waits for. */
  readonly error: string | null
  /** Null until the app has made the document. */
  readonly documentId: string | null
  readonly uploadId: string | null
  /** Whether it can be paused, and gone on with another day: it goes in parts. */
  readonly inParts: boolean
  /** Whole; 100 only after the store has answered. */
  readonly percent: number
  /** 0 while unknown. */
  readonly bytesPerSecond: number
  readonly secondsLeft: number | null
}

export type UploadTotal = {
  /** Cancelled ones do not count. */
  readonly files: number
  readonly done: number
  readonly failed: number
  /** Paused, or in another tab. */
  readonly resting: number
  /** Of the files that are done or may still become so. */
  readonly bytes: number
  readonly loaded: number
  readonly percent: number
  readonly bytesPerSecond: number
  readonly secondsLeft: number | null
}

export type QueueSnapshot = { readonly items: readonly UploadItem[]; readonly total: UploadTotal }

/** The page is at work on it, or will be without being asked. */
export function isBusy(state: UploadState): boolean {
  return state === 'waiting' || state === 'starting' || state === 'uploading' || state === 'retrying'
}

/** Neither over nor at work here. */
export function isResting(state: UploadState): boolean {
  return state === 'paused' || state === 'elsewhere'
}

/** Nothing more happens to it unless a person wants it. */
export function isOver(state: UploadState): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled'
}

/** Rounded down, and never 100 before the end. */
export function percent(loaded: number, size: number, done: boolean): number {
  if (done) return 100
  return size === 0 ? 0 : Math.min(99, Math.floor((loaded / size) * 100))
}
