import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { freePort } from '../engines/ports.ts'
import { checkDatabase, hasNoUser } from './database.ts'
import { checkStore } from './external-store.ts'
import { portOwner } from './port-owner.ts'

const given = process.env as Record<string, string>
const store = {
  S3_ENDPOINT: given['S3_ENDPOINT']!,
  S3_PUBLIC_ENDPOINT: given['S3_PUBLIC_ENDPOINT']!,
  S3_BUCKET: given['S3_BUCKET']!,
  S3_REGION: given['S3_REGION']!,
  S3_ACCESS_KEY_ID: given['S3_ACCESS_KEY_ID']!,
  S3_SECRET_ACCESS_KEY: given['S3_SECRET_ACCESS_KEY']!,
  APP_URL: given['APP_URL']!,
}

describe('a store of somebody’s own', () => {
  it('is taken when it has everything', async () => {
    await expect(checkStore(store)).resolves.toBeUndefined()
  })

  it.each([
    [
      'has no such bucket',
      {
        S3_BUCKET: 'missing',
        S3_ACCESS_KEY_ID: given['TEST_S3_ADMIN_KEY']!,
        S3_SECRET_ACCESS_KEY: given['TEST_S3_ADMIN_SECRET']!,
      },
      /no bucket named missing/,
    ],
    ['does not know the key', { S3_ACCESS_KEY_ID: 'wrong' }, /refuses the access key for the bucket documents/],
    ['is not there', { S3_ENDPOINT: 'http://127.0.0.1:1' }, /does not answer/],
    [
      'is not there for browsers',
      { S3_PUBLIC_ENDPOINT: 'http://127.0.0.1:1' },
      /S3_PUBLIC_ENDPOINT .* does not answer/,
    ],
    [
      'lets only another origin upload',
      { APP_URL: 'http://other.example' },
      /Give it this CORS rule:\n[\s\S]*"http:\/\/other\.example"[\s\S]*"ETag"/,
    ],
  ])('that %s is refused by a sentence that says so', async (_, changes, reason) => {
    await expect(checkStore({ ...store, ...changes })).rejects.toThrow(reason)
  })
})

describe('a database of somebody’s own', () => {
  it('is taken when it answers', async () => {
    await expect(checkDatabase(given['DATABASE_URL']!)).resolves.toBeUndefined()
    expect(await hasNoUser(given['DATABASE_URL']!)).toBeTypeOf('boolean')
  })

  it('is refused by a sentence when it does not', async () => {
    const wrong = new URL(given['DATABASE_URL']!)
    wrong.password = 'wrong'
    await expect(checkDatabase(wrong.href)).rejects.toThrow(/does not let us in: password authentication failed/)
    await expect(checkDatabase('postgresql://a:b@127.0.0.1:1/c')).rejects.toThrow(
      /does not let us in: connect ECONNREFUSED/,
    )
  })
})

it('a port’s owner is found by its number', async () => {
  const port = await freePort()
  expect(portOwner(port)).toBeNull()
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  expect(portOwner(port)).toContain(`process ${process.pid} (`)
  server.close()
})
