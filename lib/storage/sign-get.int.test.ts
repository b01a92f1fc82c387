import { GetObjectCommand } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { expect, test } from 'vitest'
import { env } from '../env'
import { publicClient } from './clients'
import { contentDisposition } from './content-disposition'
import { objectKey } from './keys'
import { signGet } from './sign-get'

const sorted = (url: string) => [...new URL(url).searchParams].toSorted(([a], [b]) => (a < b ? -1 : 1))

test.each(['plain.pdf', 'Ünïcode "quote" (1)!*\'.pdf', '☃\u202e.txt'])(
  'a URL for %j is the one that the SDK makes',
  async (name) => {
    const [Key, signingDate] = [objectKey(), new Date('2026-11-24T10:00:00Z')]
    const command = new GetObjectCommand({
      Bucket: env().S3_BUCKET,
      Key,
      ResponseCacheControl: 'private, no-store',
      ResponseContentDisposition: contentDisposition(name, 'attachment'),
      ResponseContentType: 'application/pdf',
    })
    const sdk = await getSignedUrl(publicClient(), command, { expiresIn: 60, signingDate })
    const query = {
      'response-cache-control': 'private, no-store',
      'response-content-disposition': contentDisposition(name, 'attachment'),
      'response-content-type': 'application/pdf',
    }
    const ours = await signGet(Key, query, 60, signingDate)
    expect(sorted(ours)).toEqual(sorted(sdk))
    expect(new URL(ours).origin + new URL(ours).pathname).toBe(new URL(sdk).origin + new URL(sdk).pathname)
  },
)
