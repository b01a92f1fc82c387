import type { IncomingHttpHeaders } from 'node:http'
import { S3Client, UploadPartCommand } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { setting } from './settings.ts'
import { storeUrl } from './store.ts'

const AN_HOUR_MS = 3_600_000

/** The address of the same part as the app would have signed it an hour ago, for a minute. */
export async function expiredPart(path: string, headers: IncomingHttpHeaders): Promise<string> {
  const { pathname, searchParams } = new URL(path, storeUrl())
  const credentials = { accessKeyId: setting('S3_ACCESS_KEY_ID'), secretAccessKey: setting('S3_SECRET_ACCESS_KEY') }
  const client = new S3Client({
    endpoint: storeUrl(),
    region: setting('S3_REGION'),
    credentials,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  })
  const command = new UploadPartCommand({
    Bucket: setting('S3_BUCKET'),
    Key: pathname.split('/').slice(2).join('/'),
    UploadId: searchParams.get('uploadId') ?? '',
    PartNumber: Number(searchParams.get('partNumber')),
    ContentLength: Number(headers['content-length']),
    ChecksumSHA256: headers['x-amz-checksum-sha256'] as string,
  })
  const url = await getSignedUrl(client, command, {
    expiresIn: 60,
    signingDate: new Date(Date.now() - AN_HOUR_MS),
    signableHeaders: new Set(['host', 'content-length']),
    unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
  })
  client.destroy()
  const { pathname: at, search } = new URL(url)
  return at + search
}
