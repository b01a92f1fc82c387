import { bar, choose, expectStatus, row } from '../documents.ts'
import { noise, textFile } from '../files.ts'
import { uploadSpeed } from '../line.ts'
import { BALANCED, audit } from './books.ts'
import { expect, test } from './fixtures.ts'
import { signIn } from './pages.ts'
import { closeBucket, openBucket } from './public-bucket.ts'
import { until } from './rig.ts'

const MB = 1024 ** 2
/** Eight tries of the page, the last ones half a minute apart. */
const GIVES_UP_WITHIN = 150_000

test('a store without room refuses, the page says so, and with room again the same file goes up', async ({
  rig,
  page,
}) => {
  const server = await rig.serve({ RECONCILE_INTERVAL: '2' })
  await signIn(page, server.url, await rig.person())
  await rig.store.kill()
  rig.store.startFull()
  await choose(page, [textFile('no room.txt')])
  await expect(page.getByText('The upload was interrupted. Trying again …')).toBeVisible()
  await expect(page.getByText('The file store could not take the file. Try again in a few minutes.')).toBeVisible({
    timeout: GIVES_UP_WITHIN,
  })
  await expect(row(page, 'no room.txt').getByText('Uploading', { exact: true })).toBeVisible()
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await rig.store.kill()
  await rig.store.start()
  await page.getByRole('button', { name: 'Retry no room.txt' }).click()
  await expectStatus(page, 'no room.txt', 'Ready')
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await server.engine.stop()
})

test('a store that has no room left for the copy delays the upload; nothing is half READY meanwhile', async ({
  rig,
}) => {
  const server = await rig.serve({ STORAGE_EVENTS: 'off', RECONCILE_INTERVAL: '4' })
  const client = await rig.client(server)
  const documentId = await client.upload('fits once, not twice')
  await rig.store.kill()
  rig.store.startFull()
  await until('its bytes are there', async () => (await rig.statusOf(documentId)) === 'VERIFYING')
  await until('the copy was refused', async () => server.log.includes('We encountered an internal error'))
  expect(
    await rig.database.sql(`SELECT 1 FROM "StoredObject" WHERE "documentId" = $1 AND state = 'LIVE'`, [documentId]),
  ).toEqual([])
  expect(await client.action('downloadDocument', { documentId })).toMatchObject({ ok: false, code: 'NOT_FOUND' })
  await rig.store.kill()
  await rig.store.start()
  await until('it is Ready', async () => (await rig.statusOf(documentId)) === 'READY')
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await server.engine.stop()
})

test('a store that hangs in the middle of a file is given up after a minute of silence, and the file goes up when it is back', async ({
  rig,
  page,
}) => {
  const server = await rig.serve({ RECONCILE_INTERVAL: '2' })
  await signIn(page, server.url, await rig.person())
  await uploadSpeed(page, 4 * MB)
  await choose(page, [noise('silence.bin', 40 * MB)])
  await expect(bar(page, 'silence.bin')).toHaveAttribute('aria-valuenow', /[1-9]\d/)
  rig.store.freeze()
  try {
    await uploadSpeed(page, Infinity)
    await expect(page.getByText('The upload was interrupted. Trying again …')).toBeVisible({ timeout: 120_000 })
  } finally {
    rig.store.thaw()
  }
  await expectStatus(page, 'silence.bin', 'Ready', GIVES_UP_WITHIN)
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await server.engine.stop()
})

test('a bucket that is made public while the server runs takes it out of service until it is private again', async ({
  rig,
}) => {
  const server = await rig.serve()
  await openBucket(rig.store)
  try {
    await until('it is not ready', async () => (await server.ready()) === 503, 45_000)
    expect(server.log).toMatch(/An unsigned GET \S+ was answered (200|404)/)
  } finally {
    await closeBucket(rig.store)
  }
  await until('it is ready', async () => (await server.ready()) === 200)
  await server.engine.stop()
})
