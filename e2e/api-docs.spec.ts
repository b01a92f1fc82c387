import { expectAccessible } from './accessible.ts'
import { expect, test } from './fixtures.ts'
import { routes } from './inventory.ts'
import { setting } from './settings.ts'

const MANUAL = '/api/v1/docs'
const DOCUMENT = '/api/v1/openapi.json'

type Operations = Record<string, Record<string, { operationId: string }>>

async function operations(): Promise<Operations> {
  const { paths } = (await (await fetch(setting('APP_URL') + DOCUMENT)).json()) as { paths: Operations }
  return paths
}

test('every route of the API is an operation of the document, and the other way round', async () => {
  const routed = routes()
    .filter((route) => / \/api\/v1\//.test(route) && !route.endsWith(MANUAL) && !route.endsWith(DOCUMENT))
    .map((route) => route.replace('/api/v1', '').replaceAll(/\[(\w+)\]/g, '{$1}'))
  const documented = Object.entries(await operations()).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(documented.toSorted()).toEqual(routed.toSorted())
})

test('the document is for everybody, and who has it need not fetch it again', async ({ request }) => {
  const answer = await request.get(DOCUMENT)
  expect(answer.headers()).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'public, no-cache' })
  const known = { headers: { 'If-None-Match': answer.headers()['etag']! } }
  expect((await request.get(DOCUMENT, known)).status()).toBe(304)
})

test('the manual has every operation, on a page of its own origin that everybody may read', async ({
  page,
  baseURL,
}) => {
  test.slow()
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL!)) elsewhere.push(request.url())
  })
  const answer = await page.goto(MANUAL)
  expect(answer?.status()).toBe(200)
  expect(answer?.headers()['content-security-policy']).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/)
  const ids = Object.values(await operations()).flatMap((methods) => Object.values(methods).map((it) => it.operationId))
  const shown = await page.locator('main details > [id]').evaluateAll((all) => all.map(({ id }) => id))
  expect(shown.toSorted()).toEqual(ids.toSorted())

  const contents = page.getByRole('navigation', { name: 'Contents' })
  await contents.getByRole('link', { name: 'Begin a document' }).click()
  const curl = page.getByRole('region', { name: 'createDocument with curl' })
  await expect(curl).toContainText('-H "Authorization: Bearer $TOKEN"')
  await expectAccessible(page, 'the manual with an operation open')
  await page.locator('#createDocument').getByRole('link', { name: 'UploadPlan' }).click()
  await expect(page.getByRole('heading', { name: 'UploadPlan' })).toBeInViewport()
  expect(elsewhere).toEqual([])
})
