import { textFile } from './files.ts'
import { choose, expectStatus } from './documents.ts'
import { BALANCED, audit } from './chaos/books.ts'
import { expect, test } from './chaos/fixtures.ts'
import { notify } from './chaos/notify.ts'
import { fillIn, signIn } from './chaos/pages.ts'
import { until } from './chaos/rig.ts'
import { send } from './chaos/web-client.ts'

const SENTENCE = 'The database does not answer. Nothing is lost; try again in a minute.'
const STACK = /at \S+ \(|node_modules|Prisma|\.ts:\d+/

test('without the database every door says so in a sentence, and all of them open again by themselves', async ({
  rig,
  page,
  browser,
}) => {
  const server = await rig.serve({ RECONCILE_INTERVAL: '2' })
  const person = await rig.person()
  const client = await rig.client(server, person)
  const [begun] = await client.begin({ name: 'begun before.txt', size: 4, type: 'text/plain' })
  await signIn(page, server.url, person)
  await rig.database.kill()

  await test.step('machines', async () => {
    expect(await server.status('/api/health')).toBe(200)
    expect(await server.ready()).toBe(503)
    const sign = await client.fetch(`/api/v1/uploads/${begun!.uploadId}/sign`, { method: 'POST' })
    expect([sign.status, sign.headers.get('content-type')]).toEqual([503, 'application/problem+json'])
    expect(await sign.json()).toMatchObject({ status: 503, code: 'DATABASE_DOWN', detail: SENTENCE })
    expect(await client.action('beginUploads', { files: [{ name: 'x', size: 1, type: '' }] })).toEqual({
      ok: false,
      code: 'DATABASE_DOWN',
      message: SENTENCE,
    })
    expect(await notify(server, rig.settings['STORAGE_EVENTS_TOKEN']!, begun!.plan!.fields['key']!)).toBe(503)
    expect((await client.fetch('/api/live')).status).toBe(503)
  })

  await test.step('people', async () => {
    const stranger = await browser.newPage()
    expect((await stranger.goto(`${server.url}/sign-in`))?.status()).toBe(200)
    await fillIn(stranger, person.email, person.password)
    await expect(stranger.getByText(SENTENCE)).toBeVisible()
    await stranger.close()

    const answer = await client.fetch('/documents')
    const html = await answer.text()
    expect(answer.status).toBeGreaterThanOrEqual(500)
    expect(html).not.toMatch(STACK)

    await choose(page, [textFile('in the outage.txt')])
    await expect(page.getByText(SENTENCE)).toBeVisible()
  })

  await rig.database.start()
  await until('the server is ready again', async () => (await server.ready()) === 200)
  expect(await client.signIn(person)).toBe(200)
  await page.getByRole('button', { name: 'Retry in the outage.txt' }).click()
  await expectStatus(page, 'in the outage.txt', 'Ready')
  expect(await send(begun!.plan!, 'four')).toBe(201)
  await expectStatus(page, 'begun before.txt', 'Ready')
  await server.engine.stop()
})

test('what arrives while the database is away becomes Ready when the store says it again', async ({ rig }) => {
  const server = await rig.serve({ RECONCILE_INTERVAL: '0' })
  const client = await rig.client(server)
  const [begun] = await client.begin({ name: 'in between.txt', size: 4, type: 'text/plain' })
  await rig.database.kill()
  expect(await send(begun!.plan!, 'four')).toBe(201)
  await until('the store was told to say it again', async () => server.log.includes('the store will repeat it'))
  await rig.database.start()
  await until('it is Ready', async () => (await rig.statusOf(begun!.documentId)) === 'READY')
  expect(await audit(rig.database, rig.store)).toEqual(BALANCED)
  await server.engine.stop()
})
