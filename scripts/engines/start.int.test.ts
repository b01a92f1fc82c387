import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { CreateBucketCommand } from '@aws-sdk/client-s3'
import { storeClient } from './bucket.ts'

const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, DATABASE_URL, APP_URL } = process.env as Record<
  string,
  string
>
const object = `${S3_ENDPOINT}/${S3_BUCKET}/incoming/scripts-test`
const app = storeClient(S3_ENDPOINT!, 'us-east-1', {
  accessKeyId: S3_ACCESS_KEY_ID!,
  secretAccessKey: S3_SECRET_ACCESS_KEY!,
})
afterAll(() => app.destroy())

describe('the embedded engines', () => {
  it('have every migration', async () => {
    const client = new pg.Client({ connectionString: DATABASE_URL })
    await client.connect()
    const { rows } = await client.query(
      'SELECT count(*)::int AS n FROM _prisma_migrations WHERE finished_at IS NOT NULL',
    )
    await client.end()
    expect(rows[0].n).toBeGreaterThan(0)
  })

  it('let the app read and write, and not make buckets', async () => {
    await app.send(new PutObjectCommand({ Bucket: S3_BUCKET, Key: 'incoming/scripts-test', Body: 'hello' }))
    const { Body } = await app.send(new GetObjectCommand({ Bucket: S3_BUCKET, Key: 'incoming/scripts-test' }))
    expect(await Body?.transformToString()).toBe('hello')
    await expect(app.send(new CreateBucketCommand({ Bucket: 'another' }))).rejects.toThrow(/denied/i)
  })

  it.each(['GET', 'HEAD', 'PUT', 'DELETE'])('refuse an unsigned %s', async (method) => {
    const answer = await fetch(object, { method, ...(method === 'PUT' ? { body: 'x' } : {}) })
    expect(answer.status).toBe(403)
  })

  it('refuse an unsigned list', async () => {
    expect((await fetch(`${S3_ENDPOINT}/${S3_BUCKET}?list-type=2`)).status).toBe(403)
  })

  it.each(['GET', 'POST', 'PUT', 'DELETE'])('refuse a %s behind the back of S3, at the filer', async (method) => {
    await app.send(new PutObjectCommand({ Bucket: S3_BUCKET, Key: 'incoming/filer-test', Body: 'hello' }))
    const filer = `http://127.0.0.1:${process.env.TEST_FILER_PORT}`
    for (const path of [
      'incoming/filer-test',
      'incoming?recursive=true',
      `gone/?mv.from=/buckets/${S3_BUCKET}/incoming`,
    ]) {
      const body = method === 'POST' || method === 'PUT' ? { body: 'overwritten' } : {}
      const answer = await fetch(`${filer}/buckets/${S3_BUCKET}/${path}`, { method, ...body })
      expect(answer.status, `${method} ${path}`).toBe(401)
    }
    const { Body } = await app.send(new GetObjectCommand({ Bucket: S3_BUCKET, Key: 'incoming/filer-test' }))
    expect(await Body?.transformToString()).toBe('hello')
  })

  it("answer the app's origin, and no other, with CORS headers", async () => {
    const preflight = (origin: string) =>
      fetch(object, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'PUT' } })
    expect((await preflight(APP_URL!)).headers.get('access-control-allow-origin')).toBe(APP_URL)
    expect((await preflight('http://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
  })
})
