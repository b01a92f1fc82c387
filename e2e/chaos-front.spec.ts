import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listBucket } from './chaos/books.ts'
import { expect, test } from './chaos/fixtures.ts'
import { until, type Rig } from './chaos/rig.ts'
import { WebClient } from './chaos/web-client.ts'

const LOOPBACK = /^(127\.0\.0\.1|::1)$/
const MiB = 1024 ** 2

test('who writes X-Forwarded-For is believed only as a trusted proxy', async ({ rig }) => {
  const forwarded = {
    'x-forwarded-for': '198.51.100.66, 203.0.113.9',
    forwarded: 'for=203.0.113.10',
    'x-real-ip': '203.0.113.11',
  }
  const anybody = await rig.serve()
  expect(await addressOf(rig, anybody.url, forwarded)).toMatch(LOOPBACK)
  await anybody.engine.stop()
  const behindProxy = await rig.serve({ TRUSTED_PROXIES: '127.0.0.1, ::1' })
  expect(await addressOf(rig, behindProxy.url, forwarded)).toBe('203.0.113.9')
  expect(await addressOf(rig, behindProxy.url, {})).toMatch(LOOPBACK)
  await behindProxy.engine.stop()
})

/** Signs somebody in; answers the address that their own list of sessions shows. */
async function addressOf(rig: Rig, url: string, headers: Record<string, string>): Promise<string> {
  const person = await rig.person()
  const client = new WebClient(url, rig.appUrl)
  expect(await client.signIn(person, headers)).toBe(200)
  const account = await (await client.fetch('/account', { headers })).text()
  const [session] = await rig.database.sql<{ ip: string }>('SELECT ip FROM "Session" WHERE "userId" = $1', [person.id])
  expect(account).toContain(session!.ip)
  return session!.ip
}

test('another X-Forwarded-For with every try does not get around the limit of sign-ins', async ({ rig }) => {
  const server = await rig.serve()
  const { email } = await rig.person()
  const guess = (n: number) =>
    new WebClient(server.url).signIn({ email, password: `guess ${n}` }, { 'x-forwarded-for': `203.0.113.${n}` })
  for (let n = 0; n < 12; n++) expect(await guess(n)).toBe(401)
  const counters = await rig.database.sql<{ count: number }>(
    `SELECT count FROM "RateLimit" WHERE key LIKE 'sign-in-ip%' AND count >= 12`,
  )
  expect(counters).toHaveLength(1)
  await rig.database.sql('DELETE FROM "RateLimit"')
  await server.engine.stop()
})

test('an unsigned form of 60 MB is spooled inside the data folder, refused, and leaves nothing behind', async ({
  rig,
}) => {
  const spool = join(rig.folder, 'store', 'tmp')
  const spooled = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('multipart-'))
  const elsewhere = spooled(tmpdir())
  const { S3_ENDPOINT, S3_BUCKET } = rig.settings
  const boundary = 'x'.repeat(30)
  const stranger = request(`${S3_ENDPOINT}/${S3_BUCKET}`, {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, origin: rig.appUrl },
  })
  const answered = new Promise<number>((resolve) =>
    stranger.once('response', (answer) => resolve(answer.resume().statusCode!)),
  )
  stranger.write(`--${boundary}\r\nContent-Disposition: form-data; name="key"\r\n\r\nincoming/stranger\r\n`)
  stranger.write(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="file"\r\n\r\n`)
  for (let sent = 0; sent < 60; sent++) stranger.write(Buffer.alloc(MiB, 120))
  await until('it is being spooled', async () => spooled(spool).length > 0)
  stranger.end(`\r\n--${boundary}--\r\n`)
  expect([400, 401, 403]).toContain(await answered)
  await until('the spool is empty', async () => spooled(spool).length === 0)
  expect(spooled(tmpdir())).toEqual(elsewhere)
  expect([...(await listBucket(rig.store)).keys()].filter((key) => key.includes('stranger'))).toEqual([])
})
