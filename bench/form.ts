import { randomUUID } from 'node:crypto'
import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import type { Engines } from '../scripts/engines/start.ts'

export type Form = { url: string; fields: Record<string, string> }

const TYPE = 'application/octet-stream'

/** Signs forms as the app does, for the strategies that go without it, and takes their objects away again. */
export class Forms {
  readonly #client: S3Client
  readonly #bucket: string
  readonly #keys: string[] = []

  constructor(s3: Engines['s3']) {
    this.#bucket = s3.bucket
    this.#client = new S3Client({
      endpoint: s3.publicEndpoint,
      region: s3.region,
      credentials: { accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey },
      forcePathStyle: true,
    })
  }

  async sign(size: number): Promise<Form> {
    const Key = `bench/${randomUUID()}`
    this.#keys.push(Key)
    return createPresignedPost(this.#client, {
      Bucket: this.#bucket,
      Key,
      Expires: 3600,
      Fields: { 'Content-Type': TYPE, success_action_status: '201' },
      Conditions: [
        ['eq', '$Content-Type', TYPE],
        ['content-length-range', size, size],
      ],
    })
  }

  async clear(): Promise<void> {
    for (const Key of this.#keys.splice(0))
      await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key }))
  }

  close(): void {
    this.#client.destroy()
  }
}
