import { applyMigrations } from '../scripts/migrate/apply.ts'
import { freePort } from '../scripts/engines/ports.ts'
import { expect, test } from './chaos/fixtures.ts'
import { closeBucket, openBucket } from './chaos/public-bucket.ts'
import { until } from './chaos/rig.ts'

const STACK = /^\s+at .+:\d+:\d+\)?$/m

test('without its secrets the server does not start, and names every variable that is missing', async ({ rig }) => {
  const names = [
    'NEXTAUTH_SECRET',
    'STORAGE_EVENTS_TOKEN',
    'S3_ACCESS_KEY_ID',
    'S3_SECRET_ACCESS_KEY',
    'DATABASE_URL',
    'S3_BUCKET',
  ]
  const server = rig.launch(Object.fromEntries(names.map((name) => [name, null])))
  expect(await server.engine.ended).toBe('code 1')
  for (const name of names) expect(server.log).toContain(`${name} is not set`)
  expect(server.log).not.toMatch(STACK)
})

test('a secret that is too short is no secret', async ({ rig }) => {
  const server = rig.launch({ NEXTAUTH_SECRET: 'secret', STORAGE_EVENTS_TOKEN: '' })
  expect(await server.engine.ended).toBe('code 1')
  expect(server.log).toContain('NEXTAUTH_SECRET must have at least 32 characters')
  expect(server.log).toContain('STORAGE_EVENTS_TOKEN is not set')
  expect(server.log).not.toMatch(STACK)
})

test('a public bucket stops the server, and the log says what a stranger was given', async ({ rig }) => {
  await openBucket(rig.store)
  try {
    const server = rig.launch()
    expect(await server.engine.ended).toBe('code 78')
    expect(server.log).toMatch(/An unsigned GET http:\/\/127\.0\.0\.1:\d+\/documents\S* was answered (200|404)/)
    expect(server.log).toContain('The bucket is public. Countersign does not start until strangers are refused.')
    expect(server.log).not.toMatch(STACK)
  } finally {
    await closeBucket(rig.store)
  }
})

test('with the store away the server starts, is not ready, and becomes ready when the store comes', async ({ rig }) => {
  await rig.store.kill()
  const server = rig.launch()
  await until('it answers', async () => (await server.status('/api/health')) === 200)
  expect(await server.ready()).toBe(503)
  await rig.store.start()
  await until('it is ready', async () => (await server.ready()) === 200)
  await server.engine.stop()
})

test('with the database away the server starts, is not ready, and then does all its work', async ({ rig }) => {
  await rig.database.kill()
  const server = rig.launch({ STORAGE_EVENTS: 'off', RECONCILE_INTERVAL: '1' })
  await until('it answers', async () => (await server.status('/api/health')) === 200)
  expect(await server.ready()).toBe(503)
  await rig.database.start()
  await until('it is ready', async () => (await server.ready()) === 200)
  const documentId = await (await rig.client(server)).upload('settled by the job that could not start at first')
  await until('it is Ready', async () => (await rig.statusOf(documentId)) === 'READY')
  await server.engine.stop()
})

test('a database without the migrations is not ready; once they are applied it is', async ({ rig }) => {
  const DATABASE_URL = await rig.database.another()
  const server = rig.launch({ DATABASE_URL })
  await until('it answers', async () => (await server.status('/api/health')) === 200)
  const answer = await fetch(`${server.url}/api/ready`)
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({
    ok: false,
    database: true,
    migrations: false,
    bucket: true,
    private: true,
  })
  await applyMigrations(DATABASE_URL)
  expect(await server.ready()).toBe(200)
  await server.engine.stop()
})

test('the log warns when app and store share a host name, and only then', async ({ rig }) => {
  const [apart, together] = [
    rig.launch(),
    rig.launch({ PORT: String(await freePort()), APP_URL: 'http://127.0.0.1:1' }),
  ]
  for (const server of [apart, together])
    await until('it answers', async () => (await server.status('/api/health')) === 200)
  expect(together.log).toContain('app and store share a host name; give the store its own (S3_PUBLIC_ENDPOINT)')
  expect(apart.log).not.toContain('share a host name')
  await Promise.all([apart.engine.stop(), together.engine.stop()])
})
