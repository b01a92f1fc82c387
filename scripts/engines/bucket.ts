import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { corsRule } from '../../lib/storage/cors-rule.ts'
import type { Identity } from './store-config.ts'

/** A client for scripts: one quick try per call, because its callers poll. */
export function storeClient(endpoint: string, region: string, identity: Identity): S3Client {
  return new S3Client({
    endpoint,
    region,
    // A copy: the SDK writes into what it is given.
    credentials: { ...identity },
    forcePathStyle: true,
    maxAttempts: 1,
    requestHandler: { requestTimeout: 5_000, connectionTimeout: 1_000, throwOnRequestTimeout: true },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
}

/** Creates the bucket when it is not there, and lets the app's origins upload to it and read its answers. */
export async function ensureBucket(client: S3Client, bucket: string, origins: string[]): Promise<void> {
  await client.send(new CreateBucketCommand({ Bucket: bucket })).catch((error: unknown) => {
    if (!(error as Error).name.startsWith('BucketAlready')) throw error
  })
  await client.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules: [corsRule(origins)] } }))
}

/** Writes, reads and deletes one object: after a restart the store answers HEAD long before it can do these. */
export async function probe(client: S3Client, bucket: string): Promise<void> {
  const object = { Bucket: bucket, Key: 'probe/ready' }
  await client.send(new PutObjectCommand({ ...object, Body: 'ready' }))
  const { Body } = await client.send(new GetObjectCommand(object))
  if ((await Body?.transformToString()) !== 'ready')
    throw new Error('The store gave back other bytes than it was given.')
  await client.send(new DeleteObjectCommand(object))
}
