import type { BegunUpload, Finished, SignedPart, UnfinishedUpload, UploadPlan } from '../../lib/uploads/schema.ts'
import type { PartToSign, Signer } from '../../lib/upload-client/signer.ts'
import type { Shelf } from './shelf.ts'

type Begun = {
  documentId: string
  name: string
  size: number
  checksums: boolean
  ended: 'joined' | 'abandoned' | null
}

export const PART = 1_000_000

/** Smaller files go as one form. */
const LEAST = 1000

/** The app in a test of the client alone: what has arrived of a file in parts is what lies on the store's shelf. */
export class ObedientApp implements Omit<Signer, 'begin'> {
  readonly uploads = new Map<string, Begun>()
  /** Of every call to sign parts: their numbers. */
  readonly signings: number[][] = []
  readonly #shelf: Shelf
  readonly #store: string

  constructor(shelf: Shelf, store: string) {
    this.#shelf = shelf
    this.#store = store
  }

  async begin(files: Pick<Begun, 'name' | 'size'>[], { checksums }: { checksums: boolean }): Promise<BegunUpload[]> {
    return files.map(({ name, size }) => {
      const uploadId = `u${this.uploads.size + 1}`
      this.uploads.set(uploadId, { documentId: `d-${uploadId}`, name, size, checksums, ended: null })
      return { documentId: `d-${uploadId}`, uploadId, plan: this.#plan(uploadId) }
    })
  }

  async sign(uploadId: string): Promise<UploadPlan> {
    return this.#plan(uploadId)
  }

  async signParts(uploadId: string, parts: PartToSign[]): Promise<SignedPart[]> {
    const { checksums } = this.#upload(uploadId)
    this.signings.push(parts.map(({ number }) => number))
    return parts.map(({ number, sha256 }) => {
      if (checksums !== (sha256 !== null)) throw new Error(`Part ${number} came with the sum ${sha256}.`)
      const url = `${this.#store}/docs/${uploadId}/${number}?signature=${this.signings.length}-${number}`
      return { number, url, headers: sha256 === null ? {} : { 'x-amz-checksum-sha256': sha256 } }
    })
  }

  async finish(uploadId: string): Promise<Finished> {
    const upload = this.uploads.get(uploadId)
    if (upload === undefined) throw new Error(`There is no upload ${uploadId}.`)
    if (this.present(uploadId).length === this.#count(upload)) upload.ended ??= 'joined'
    if (upload.ended === 'joined') return { arrived: true }
    return { arrived: false, reason: upload.ended && 'This upload was cancelled. Upload the file again.' }
  }

  async abandon(uploadId: string): Promise<void> {
    this.#upload(uploadId).ended = 'abandoned'
  }

  async list(): Promise<UnfinishedUpload[]> {
    return [...this.uploads].flatMap(([uploadId, { documentId, name, size, ended }]) =>
      ended === null
        ? [{ uploadId, documentId, name, size, startedAt: '2026-11-24T12:00:00.000Z', replaces: false }]
        : [],
    )
  }

  present(uploadId: string): number[] {
    const { size } = this.uploads.get(uploadId) ?? { size: 0 }
    const all = Array.from({ length: this.#count({ size }) }, (_, index) => index + 1)
    return all.filter((number) => this.#shelf.kept.has(`/docs/${uploadId}/${number}`))
  }

  /** What the parts make up. */
  joined(uploadId: string): Buffer {
    return Buffer.concat(this.present(uploadId).map((number) => this.#shelf.kept.get(`/docs/${uploadId}/${number}`)!))
  }

  #plan(uploadId: string): UploadPlan {
    const { checksums, ...upload } = this.#upload(uploadId)
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
    if (upload.size < LEAST)
      return { strategy: 'post', url: `${this.#store}/docs`, fields: { key: uploadId }, expiresAt }
    const partCount = this.#count(upload)
    return { strategy: 'multipart', partSize: PART, partCount, checksums, present: this.present(uploadId) }
  }

  #count({ size }: { size: number }): number {
    return Math.max(1, Math.ceil(size / PART))
  }

  #upload(uploadId: string): Begun {
    const upload = this.uploads.get(uploadId)
    if (upload === undefined || upload.ended !== null) throw new Error('This upload has ended. Upload the file again.')
    return upload
  }
}
