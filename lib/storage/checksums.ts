import 'server-only'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { env } from '../env'
import { shared } from '../shared'
import { internalClient } from './clients'
import { statusOf } from './failure'
import { stagingKey } from './keys'
import { deleteObject } from './objects'

/**
 * Whether the store verifies SHA-256 checksums: it is given a wrong one. A store that refuses it checks; one that takes it
 * does not, and then none is sent. Asked once a process; a store that does not answer is asked again the next time.
 */
export async function storeVerifiesChecksums(): Promise<boolean> {
  const seen = shared('checksum-probe', () => ({ verdict: null as boolean | null }))
  return (seen.verdict ??= await probe()) ?? false
}

async function probe(): Promise<boolean | null> {
  const key = stagingKey()
  const wrong = Buffer.alloc(32).toString('base64')
  try {
    await internalClient().send(
      new PutObjectCommand({ Bucket: env().S3_BUCKET, Key: key, Body: 'probe', ChecksumSHA256: wrong }),
    )
    await deleteObject(key)
    return false
  } catch (error) {
    const status = statusOf(error)
    return status === null || status >= 500 ? null : status === 400
  }
}
