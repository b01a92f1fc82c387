import { vi } from 'vitest'
import type { BegunUpload, FileToUpload, UploadPlan } from '../uploads/schema'
import type { Connection } from './connection'
import type { Send, SendOptions, SendOutcome } from './send'
import type { Signer } from './signer'

// For tests: an app and a store that do what the test says, step by step. The real ones meet the client in e2e/.

export type Attempt = { plan: UploadPlan; file: File; end: (outcome: SendOutcome) => void } & SendOptions

/** A transport whose attempts the test ends by hand; an aborted one ends by itself. */
export class ScriptedStore {
  readonly attempts: Attempt[] = []

  readonly send: Send = (plan, file, options) =>
    new Promise((resolve) => {
      options.signal.addEventListener('abort', () => resolve({ kind: 'aborted' }))
      this.attempts.push({ plan, file, end: resolve, ...options })
    })

  at(index: number): Attempt {
    const attempt = this.attempts.at(index)
    if (attempt === undefined) throw new Error(`There is no attempt ${index}.`)
    return attempt
  }
}

export function planFor(uploadId: string, lifeSeconds = 3600): UploadPlan {
  const expiresAt = new Date(Date.now() + lifeSeconds * 1000).toISOString()
  return { strategy: 'post', url: 'http://127.0.0.1:1/docs', fields: { key: `incoming/${uploadId}` }, expiresAt }
}

/** An app that signs the first `plans` files of each begin, and remembers what it was asked. */
export class ScriptedApp implements Signer {
  readonly begun: FileToUpload[][] = []
  readonly signed: string[] = []
  readonly abandoned: string[] = []
  plans = 4
  beginError: Error | null = null
  signError: Error | null = null
  #last = 0

  async begin(files: FileToUpload[]): Promise<BegunUpload[]> {
    this.begun.push(files)
    if (this.beginError !== null) throw this.beginError
    return files.map((_, index) => {
      const id = (this.#last += 1)
      const uploadId = `upload-${id}`
      return { documentId: `document-${id}`, uploadId, plan: index < this.plans ? planFor(uploadId) : null }
    })
  }

  async sign(uploadId: string): Promise<UploadPlan> {
    this.signed.push(uploadId)
    if (this.signError !== null) throw this.signError
    return planFor(uploadId)
  }

  async abandon(uploadId: string): Promise<void> {
    this.abandoned.push(uploadId)
  }
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
