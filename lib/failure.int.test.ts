import { PrismaPg } from '@prisma/adapter-pg'
import { describe, expect, it } from 'vitest'
import { env } from './env'
import { AppError } from './errors'
import { failureOf } from './failure'
import { PrismaClient } from './generated/prisma/client'
import { freePort } from '../scripts/engines/ports'

const connect = (connectionString: string, more = {}) =>
  new PrismaClient({ adapter: new PrismaPg({ connectionString, ...more }) })

async function failureOfQuery(run: () => Promise<unknown>): Promise<string> {
  try {
    await run()
  } catch (error) {
    return failureOf(error).code
  }
  return 'none'
}

describe('a database that is not there is DATABASE_DOWN', () => {
  it('when nothing listens', async () => {
    const client = connect(`postgresql://countersign@127.0.0.1:${await freePort()}/countersign`)
    expect(await failureOfQuery(() => client.user.count())).toBe('DATABASE_DOWN')
    expect(await failureOfQuery(() => client.$queryRaw`SELECT 1`)).toBe('DATABASE_DOWN')
    expect(await failureOfQuery(() => client.$transaction((tx) => tx.user.count()))).toBe('DATABASE_DOWN')
  })

  it('when the connection is cut in the middle', async () => {
    const client = connect(env().DATABASE_URL)
    const cut = () => client.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())::text`
    expect(await failureOfQuery(cut)).toBe('DATABASE_DOWN')
    expect(await failureOfQuery(() => client.user.count())).toBe('none')
    await client.$disconnect()
  })

  it('when every connection is taken for too long', async () => {
    const client = connect(env().DATABASE_URL, { max: 1, connectionTimeoutMillis: 2_000 })
    const busy = client.$queryRaw`SELECT pg_sleep(4)::text`.then(String)
    expect(await failureOfQuery(() => client.user.count())).toBe('DATABASE_DOWN')
    await busy
    await client.$disconnect()
  })
})

it('a mistake of ours is INTERNAL', async () => {
  const client = connect(env().DATABASE_URL)
  expect(await failureOfQuery(() => client.$queryRaw`SELECT nonsense`)).toBe('INTERNAL')
  await client.$disconnect()
  expect(failureOf(new TypeError('x is not a function')).code).toBe('INTERNAL')
  expect(failureOf('thrown string').code).toBe('INTERNAL')
})

it('what was meant for the person stays itself', () => {
  const error = new AppError('LAST_ADMIN')
  expect(failureOf(error)).toBe(error)
})
