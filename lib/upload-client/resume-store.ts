import type { BegunUpload } from '../uploads/schema'
import { handleOf, type FileHandle } from './file-origin'
import { fingerprintOf, type Fingerprint } from './fingerprint'

/** What this browser knows of an upload that it began. */
export type ResumeRecord = {
  uploadId: string
  documentId: string
  /** Whose upload it is: several people may use one browser. */
  userId: string
  fingerprint: Fingerprint
  handle: FileHandle | null
  /** Milliseconds since 1970. */
  keptAt: number
}

export type ResumeRecords = {
  keep(begun: Pick<BegunUpload, 'documentId' | 'uploadId'>, file: File): Promise<void>
  forget(uploadId: string): Promise<void>
  all(): Promise<ResumeRecord[]>
}

const DATABASE = 'countersign-uploads'
const STORE = 'uploads'

/**
 * Survives reloads and crashes, in the browser's own database. Without one (private windows, full disks) uploads go on
 * all the same, only they have to be begun again: so nothing here ever throws.
 */
export class ResumeStore implements ResumeRecords {
  readonly #userId: string
  /** In the order of the calls: an upload that ends at once must not be written down after it was forgotten. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(userId: string) {
    this.#userId = userId
  }

  keep({ documentId, uploadId }: Pick<BegunUpload, 'documentId' | 'uploadId'>, file: File): Promise<void> {
    return this.#inTurn(undefined, async () => {
      const fingerprint = await fingerprintOf(file)
      const record = { uploadId, documentId, userId: this.#userId, fingerprint, keptAt: Date.now() }
      const put = (handle: FileHandle | null) => request('readwrite', (store) => store.put({ ...record, handle }))
      // Some browsers have handles that they cannot keep.
      await put(handleOf(file)).catch(() => put(null))
    })
  }

  forget(uploadId: string): Promise<void> {
    return this.#inTurn(undefined, () => request('readwrite', (store) => store.delete(uploadId)))
  }

  all(): Promise<ResumeRecord[]> {
    return this.#inTurn([], async () => {
      const records = (await request('readonly', (store) => store.getAll())) as ResumeRecord[]
      return records.filter(({ userId }) => userId === this.#userId)
    })
  }

  #inTurn<T>(otherwise: T, act: () => Promise<T>): Promise<T> {
    const done = this.#last.then(act).catch(() => otherwise)
    this.#last = done
    return done
  }
}

async function request<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open()
  try {
    return await result(act(database.transaction(STORE, mode).objectStore(STORE)))
  } finally {
    database.close()
  }
}

function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open(DATABASE, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'uploadId' })
  return result(opening)
}

function result<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('The browser’s database refused.'))
  })
}
