import { DeleteBucketPolicyCommand, PutBucketPolicyCommand, type S3Client } from '@aws-sdk/client-s3'
import { storeClient } from '../../scripts/engines/bucket.ts'
import type { Store } from './store.ts'

/** What a hurried administrator does: everybody may read. */
export async function openBucket(store: Store): Promise<void> {
  const { bucket } = store.options.config
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: ['s3:GetObject'], Resource: [`arn:aws:s3:::${bucket}/*`] }],
  })
  await asAdministrator(store, (client) => client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy })))
}

export async function closeBucket(store: Store): Promise<void> {
  await asAdministrator(store, (client) =>
    client.send(new DeleteBucketPolicyCommand({ Bucket: store.options.config.bucket })),
  )
}

async function asAdministrator(store: Store, call: (client: S3Client) => Promise<unknown>): Promise<void> {
  const { ports, config } = store.options
  const client = storeClient(`http://127.0.0.1:${ports.s3}`, 'us-east-1', config.admin)
  await call(client)
  client.destroy()
}
