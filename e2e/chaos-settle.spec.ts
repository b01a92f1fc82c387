import { randomBytes } from 'node:crypto'
import { choose, expectStatus } from './documents.ts'
import { textFile } from './files.ts'
import { BALANCED, audit } from './chaos/books.ts'
import { expect, test } from './chaos/fixtures.ts'
import { notify } from './chaos/notify.ts'
import { signIn } from './chaos/pages.ts'
import { until } from './chaos/rig.ts'
import { send } from './chaos/web-client.ts'

test('a store that hangs while an upload is settled holds nobody for ever; once it goes on, the upload is Ready', async ({
  rig,
}) => {
  // The store's own notifications carry another token and are refused: this test says when.
  const STORAGE_EVENTS_TOKEN = randomBytes(32).toString('hex')
  const server = await rig.serve({ STORAGE_EVENTS_TOKEN, RECONCILE_INTERVAL: '0' })
  const client = await rig.client(server)
  const [begun] = await client.begin({ name: 'hang.txt', size: 4, type: 'text/plain' })
  const { documentId, plan } = begun!
  const key = plan!.fields['key']!
  expect(await send(plan!, 'four')).toBe(201)
  rig.store.freeze()
  try {
    const hanging = notify(server, STORAGE_EVENTS_TOKEN, key)
    expect(await server.ready()).toBe(503)
    expect(await server.status('/api/health')).toBe(200)
    expect(await hanging).toBe(503)
  } finally {
    rig.store.thaw()
  }
  await until('the next notification settles it', async () => {
    expect(await notify(server, STORAGE_EVENTS_TOKEN, key)).toBe(204)
    return (await rig.statusOf(documentId)) === 'READY'
  })
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await server.engine.stop()
})

test('with the event route switched off every upload still becomes Ready within a minute, at the default interval', async ({
  rig,
  page,
}) => {
  const server = await rig.serve({ STORAGE_EVENTS: 'off' })
  await signIn(page, server.url, await rig.person())
  const files = Array.from({ length: 12 }, (_, n) => textFile(`unannounced ${n}.txt`, n === 0 ? '' : `text ${n}`))
  await choose(page, files)
  await expect(page.getByText('Uploaded 12 files').first()).toBeVisible()
  const began = performance.now()
  for (const { name } of files) await expectStatus(page, name, 'Ready', 60_000)
  expect(performance.now() - began).toBeLessThan(60_000)
  expect(await server.status('/api/storage/events', { method: 'POST' })).toBe(404)
  await server.engine.stop()
})

test('two servers reconcile in turns: a round is queued once, and both tell their pages', async ({ rig, page }) => {
  const off = { STORAGE_EVENTS: 'off', RECONCILE_INTERVAL: '2' }
  const [one, two] = [await rig.serve(off), await rig.serveBeside(off)]
  const [{ at }] = (await rig.database.sql<{ at: Date }>('SELECT now() AS at')) as [{ at: Date }]
  const person = await rig.person()
  await signIn(page, one.url, person)
  const client = await rig.client(two, person)
  await client.upload('told by the other', 'told by the other.txt')
  await expectStatus(page, 'told by the other.txt', 'Ready')
  await page.waitForTimeout(5_000)
  const rounds = await rig.database.sql(
    `SELECT singleton_on FROM pgboss.job WHERE name = 'reconcile' AND created_on > $1`,
    [at],
  )
  expect(rounds.length).toBeGreaterThan(1)
  expect(new Set(rounds.map((round) => JSON.stringify(round))).size).toBe(rounds.length)
  await Promise.all([one.engine.stop(), two.engine.stop()])
})
