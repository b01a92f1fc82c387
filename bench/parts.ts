import { randomUUID } from 'node:crypto'
import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { Engines } from '../scripts/engines/start.ts'

/** As large as the app's own. */
export const PART_BYTES = 16 * 1024 ** 2

/** One URL for each part, in order. */
export type Parts = { urls: string[]; partSize: number }

/** Opens and signs multipart uploads as the app does, for the floor that goes without it, and takes them away again. */
export class PartUploads {
  readonly #client: S3Client
  readonly #bucket: string
  readonly #open: { Key: string; UploadId: string }[] = []

  constructor(s3: Engines['s3']) {
    this.#bucket = s3.bucket
    this.#client = new S3Client({
      endpoint: s3.publicEndpoint,
      region: s3.region,
      credentials: { accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey },
      forcePathStyle: true,
      // The default puts the checksum of an empty body into what is signed.
      requestChecksumCalculation: 'WHEN_REQUIRED',
    })
  }

  async sign(size: number): Promise<Parts> {
    const Bucket = this.#bucket
    const Key = `bench/${randomUUID()}`
    const { UploadId = '' } = await this.#client.send(new CreateMultipartUploadCommand({ Bucket, Key }))
    this.#open.push({ Key, UploadId })
    const numbers = Array.from({ length: Math.ceil(size / PART_BYTES) }, (_, index) => index + 1)
    const urls = numbers.map((PartNumber) =>
      getSignedUrl(this.#client, new UploadPartCommand({ Bucket, Key, UploadId, PartNumber }), { expiresIn: 3600 }),
    )
    return { urls: await Promise.all(urls), partSize: PART_BYTES }
  }

  async clear(): Promise<void> {
    for (const upload of this.#open.splice(0))
      await this.#client.send(new AbortMultipartUploadCommand({ Bucket: this.#bucket, ...upload }))
  }

  close(): void {
    this.#client.destroy()
  }
}
