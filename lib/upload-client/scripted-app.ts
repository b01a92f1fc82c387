import { vi } from 'vitest'
import type { BegunUpload, FileToUpload, Finished, SignedPart, UploadPlan } from '../uploads/schema'
import type { Connection } from './connection'
import type { Send, SendOptions, SendOutcome, Target } from './send'
import type { BeginHow, PartToSign, Signer } from './signer'
import type { UploadLocks } from './upload-locks'

// For tests: an app and a store that do what the test says, step by step. The real ones meet the client in e2e/.

export type Attempt = { target: Target; body: Blob; end: (outcome: SendOutcome) => void; over: boolean } & SendOptions

/** A transport whose attempts the test ends by hand; an aborted one ends by itself. */
export class ScriptedStore {
  readonly attempts: Attempt[] = []

  readonly send: Send = (target, body, options) =>
    new Promise((resolve) => {
      const attempt: Attempt = { target, body, over: false, end, ...options }
      function end(outcome: SendOutcome) {
        attempt.over = true
        resolve(outcome)
      }
      options.signal.addEventListener('abort', () => end({ kind: 'aborted' }))
      this.attempts.push(attempt)
    })

  at(index: number): Attempt {
    const attempt = this.attempts.at(index)
    if (attempt === undefined) throw new Error(`There is no attempt ${index}.`)
    return attempt
  }

  /** Attempts that are under way. */
  get open(): Attempt[] {
    return this.attempts.filter(({ over }) => !over)
  }
}

export function planFor(uploadId: string, lifeSeconds = 3600): Extract<UploadPlan, { strategy: 'post' }> {
  const expiresAt = new Date(Date.now() + lifeSeconds * 1000).toISOString()
  return { strategy: 'post', url: 'http://127.0.0.1:1/docs', fields: { key: `incoming/${uploadId}` }, expiresAt }
}

/** Files go in parts of this size. */
export type Parting = { partSize: number; partCount: number; checksums: boolean }

/** An app that signs the first `plans` files of each begin, and remembers what it was asked. */
export class ScriptedApp implements Signer {
  readonly begun: FileToUpload[][] = []
  /** Of every begin: the document whose file is to be replaced. */
  readonly replaced: (string | null)[] = []
  readonly signed: string[] = []
  /** Numbers, one list for each call. */
  readonly signedParts: number[][] = []
  readonly sums: (string | null)[] = []
  readonly abandoned: string[] = []
  readonly present = new Set<number>()
  /** What `finish` answers, in order: whether all has arrived, or why it ended; then that all has arrived. */
  readonly finishes: (boolean | string)[] = []
  finished = 0
  plans = 4
  parting: Parting | null = null
  beginError: Error | null = null
  signError: Error | null = null
  partsError: Error | null = null
  finishError: Error | null = null
  #last = 0

  async begin(files: FileToUpload[], { replaces }: BeginHow): Promise<BegunUpload[]> {
    this.begun.push(files)
    this.replaced.push(replaces)
    if (this.beginError !== null) throw this.beginError
    return files.map((_, index) => {
      const id = (this.#last += 1)
      const uploadId = `upload-${id}`
      return { documentId: `document-${id}`, uploadId, plan: index < this.plans ? this.plan(uploadId) : null }
    })
  }

  async sign(uploadId: string): Promise<UploadPlan> {
    this.signed.push(uploadId)
    if (this.signError !== null) throw this.signError
    return this.plan(uploadId)
  }

  async signParts(uploadId: string, parts: PartToSign[]): Promise<SignedPart[]> {
    this.signedParts.push(parts.map(({ number }) => number))
    if (this.partsError !== null) throw this.partsError
    this.sums.push(...parts.map(({ sha256 }) => sha256))
    const turn = this.signedParts.length
    return parts.map(({ number }) => ({
      number,
      url: `http://127.0.0.1:1/${uploadId}/${number}?turn=${turn}`,
      headers: {},
    }))
  }

  async finish(): Promise<Finished> {
    this.finished += 1
    if (this.finishError !== null) throw this.finishError
    const answer = this.finishes.shift() ?? true
    if (answer === true) return { arrived: true }
    return { arrived: false, reason: answer === false ? null : answer }
  }

  async abandon(uploadId: string): Promise<void> {
    this.abandoned.push(uploadId)
  }

  plan(uploadId: string): UploadPlan {
    if (this.parting === null) return planFor(uploadId)
    return { strategy: 'multipart', ...this.parting, present: [...this.present] }
  }
}

/** Number of the part that an attempt sends. */
export function partNumber({ target }: Attempt): number {
  return Number(/\/(\d+)\?/.exec(target.url)?.[1])
}

export class ScriptedConnection implements Connection {
  offline = false
  #waiting: (() => void)[] = []

  isOffline(): boolean {
    return this.offline
  }

  whenBack(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      signal.addEventListener('abort', () => resolve())
    })
  }

  back(): void {
    this.offline = false
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}

/** Locks of a browser in which the test plays the other tabs. */
export class ScriptedLocks implements UploadLocks {
  readonly elsewhere = new Set<string>()
  readonly here = new Set<string>()
  #waiting: (() => void)[] = []

  async take(uploadId: string): Promise<(() => void) | null> {
    if (this.elsewhere.has(uploadId)) return null
    this.here.add(uploadId)
    return () => this.here.delete(uploadId)
  }

  whenFree(_: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      signal.addEventListener('abort', () => resolve())
    })
  }

  async taken(): Promise<ReadonlySet<string>> {
    return new Set([...this.elsewhere, ...this.here])
  }

  /** The other tab stops. */
  free(uploadId: string): void {
    this.elsewhere.delete(uploadId)
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}

export function finalError(message: string): Error {
  return Object.assign(new Error(message), { retryable: false })
}

/** Time that a test moves; setImmediate stays real, so that reads of files get through. */
export function fakeTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
}

/** Lets everything happen that waits for nothing, then lets `ms` pass and again what follows from that. */
export async function passes(ms = 0): Promise<void> {
  for (const step of [0, ms]) {
    await vi.advanceTimersByTimeAsync(step)
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }
}
