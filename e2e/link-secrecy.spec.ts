import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { newContext } from './browsers.ts'
import { expect, test } from './fixtures.ts'
import { act, forgetTries, post, saved, shareByLink, strangers } from './links.ts'
import { sql } from './person.ts'
import { setting } from './settings.ts'

test.describe.configure({ mode: 'parallel' })
test.beforeEach(forgetTries)

test('a token that nobody made, and a link that ended, was disabled, revoked or frozen, answer the same bytes', async ({
  request,
}) => {
  const { url, linkId, client, documentId } = await shareByLink({ password: 'open sesame' })
  const ask = async (at = url) => {
    const answer = await request.get(at)
    const { date: _, 'content-security-policy': policy = '', ...headers } = answer.headers()
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none'
    const text = JSON.stringify({ status: answer.status(), headers, body: await answer.text() })
    return JSON.parse(text.replaceAll(nonce, 'NONCE')) as { status: number; headers: object; body: string }
  }
  expect((await ask()).status).toBe(200)
  // The same address in every state, so that nothing but the nonce has to be made alike.
  await sql('UPDATE "Link" SET "tokenHash" = \'\\x00\' WHERE "capabilityId" = $1', [linkId])
  const unknown = await ask()
  expect(unknown.status).toBe(404)

  const token = url.slice(url.lastIndexOf('/') + 1)
  await sql('UPDATE "Link" SET "tokenHash" = $2 WHERE "capabilityId" = $1', [
    linkId,
    createHash('sha256').update(token).digest(),
  ])
  expect((await ask()).status).toBe(200)

  await act(client, 'switchLink', { linkId, disabled: true })
  expect(await ask()).toEqual(unknown)
  await act(client, 'switchLink', { linkId, disabled: false })
  await sql('UPDATE "Capability" SET "expiresAt" = now() WHERE id = $1', [linkId])
  expect(await ask()).toEqual(unknown)
  await sql('UPDATE "Capability" SET "expiresAt" = NULL WHERE id = $1', [linkId])
  expect((await ask()).status).toBe(200)
  await act(client, 'deleteLink', { linkId })
  expect(await ask()).toEqual(unknown)
  await act(client, 'deleteDocument', { documentId })
  expect(await ask()).toEqual(unknown)
  // Another address differs in nothing but itself.
  const other = `${url.slice(0, -4)}AAAA`
  const { body } = await ask(other)
  expect(body.replaceAll(other.slice(other.lastIndexOf('/') + 1), token)).toBe(unknown.body)
})

test('the forms of a dead link answer as those of a token that nobody made', async ({ browser }) => {
  const { url, linkId, client } = await shareByLink({ password: 'open sesame', recipients: ['@example.com'] })
  await act(client, 'deleteLink', { linkId })
  const nobody = `${url.slice(0, -4)}AAAA`
  const context = await newContext(browser)
  for (const [step, form] of [
    ['address', { email: 'somebody@example.com' }],
    ['code', { code: '123456' }],
    ['password', { password: 'open sesame' }],
    ['download', {}],
    ['open', {}],
  ] as const) {
    const [dead, none] = [await post(context, url, step, form), await post(context, nobody, step, form)]
    expect([dead.status(), await dead.text()], step).toEqual([303, ''])
    expect([none.status(), await none.text()], step).toEqual([303, ''])
    expect(dead.headers()['location']).toBe(new URL(url).pathname)
    expect(none.headers()['location']).toBe(new URL(nobody).pathname)
    expect(dead.headers()['set-cookie'] ?? none.headers()['set-cookie']).toBeUndefined()
  }
  await context.close()
})

test('a token of whatever characters ends up in no header', async ({ browser }) => {
  const context = await newContext(browser)
  for (const token of [
    'x%0d%0aSet-Cookie:%20a=b',
    '%2F%2Fevil.example',
    '..%2F..',
    'x%3Fsaid=wrong',
    'x'.repeat(2000),
    '%F0%9F%A6%8A',
  ]) {
    const url = `${setting('APP_URL')}/s/${token}`
    expect((await context.request.get(url)).status(), token).toBe(404)
    const answer = await post(context, url, 'password', { password: 'x\r\nSet-Cookie: a=b' })
    expect(answer.status(), token).toBe(303)
    const location = answer.headers()['location'] ?? ''
    expect(location).toMatch(/^\/s\/[\w.~%-]+$/)
    expect(decodeURIComponent(location)).toBe(decodeURIComponent(`/s/${token}`))
    expect(answer.headers()['set-cookie']).toBeUndefined()
  }
  await context.close()
})

test('mail scanners and previews use nothing up', async ({ request, browser }) => {
  const { url, linkId } = await shareByLink({ maxDownloads: 1, notifyOnOpen: true })
  const agents = [
    'Mozilla/5.0 (compatible; scanner)',
    'facebookexternalhit/1.1',
    'Slackbot-LinkExpanding 1.0',
    'curl/8',
    '',
  ]
  for (const agent of agents) {
    const headers = { 'user-agent': agent, purpose: 'prefetch' }
    expect((await request.get(url, { headers })).status()).toBe(200)
    expect((await request.head(url, { headers })).status()).toBe(200)
    expect((await request.get(`${url}/download`, { headers, failOnStatusCode: false })).status()).toBe(405)
    // Some press the button as well.
    const pressing = { headers: { ...headers, origin: setting('APP_URL') }, maxRedirects: 0 }
    const pressed = await request.post(`${url}/download`, pressing)
    expect([pressed.status(), pressed.headers()['location']]).toEqual([303, new URL(url).pathname])
  }
  expect(await sql('SELECT downloads, "firstOpenedAt" FROM "Link" WHERE "capabilityId" = $1', [linkId])).toEqual([
    { downloads: 0, firstOpenedAt: null },
  ])
  const context = await strangers(browser, false)
  const page = await context.newPage()
  await page.goto(url)
  expect(await saved(page)).toMatchObject({ text: 'This is shared.' })
  await context.close()
})

test('the address of a link goes to nobody: neither to the store nor into an index nor a log', async ({ browser }) => {
  const { url } = await shareByLink()
  const context = await strangers(browser, true)
  const page = await context.newPage()
  const answer = await page.goto(url)
  expect(answer?.headers()).toMatchObject({
    'cache-control': expect.stringContaining('no-store'),
    'referrer-policy': 'same-origin',
  })
  await expect(page.locator('meta[name=robots]').first()).toHaveAttribute('content', /noindex/)
  const scripts = await page
    .locator('script[src]')
    .evaluateAll((all) => all.map((one) => new URL((one as HTMLScriptElement).src).origin))
  expect(new Set(scripts)).toEqual(new Set([setting('APP_URL')]))
  const toStore = page.waitForRequest((asked) => asked.url().startsWith(setting('S3_PUBLIC_ENDPOINT')))
  const minted = page.waitForResponse((one) => one.url() === `${url}/download`)
  await page.getByRole('button', { name: 'Download' }).click()
  expect((await minted).headers()['referrer-policy']).toBe('no-referrer')
  expect((await toStore).headers()['referer']).toBeUndefined()
  expect((await toStore).headers()['cookie']).toBeUndefined()
  const log = await readFile(`${setting('E2E_DATA_DIR')}/server.log`, 'utf8')
  expect(log).not.toContain(url.slice(url.lastIndexOf('/') + 1))
  await context.close()
})

test('a form that another site posts is refused', async ({ request }) => {
  const { url, linkId } = await shareByLink()
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, {}] as Record<string, string>[]) {
    const answer = await request.post(`${url}/download`, { headers, maxRedirects: 0, failOnStatusCode: false })
    expect(answer.status()).toBe(403)
  }
  expect(await sql('SELECT downloads FROM "Link" WHERE "capabilityId" = $1', [linkId])).toEqual([{ downloads: 0 }])
})

test('a link session is HttpOnly, for links alone, and worth nothing when a letter of it is changed', async ({
  browser,
}) => {
  const { url } = await shareByLink({ password: 'open sesame' })
  const context = await newContext(browser)
  await post(context, url, 'password', { password: 'open sesame' })
  const [cookie] = await context.cookies(url)
  expect(cookie).toMatchObject({ name: 'countersign.link', path: '/s', httpOnly: true, sameSite: 'Lax' })
  expect(await context.cookies(setting('APP_URL'))).toEqual([])
  expect((await post(context, url, 'download')).headers()['location']).toContain('X-Amz-Signature')
  const value = cookie?.value ?? ''
  const [body = '', mac = ''] = value.split('.')
  const forged = Buffer.from(Buffer.from(body, 'base64url').toString().replace('"version":0', '"version":1')).toString(
    'base64url',
  )
  for (const tampered of [
    `${forged}.${mac}`,
    `${body}.`,
    body,
    `${value}x`,
    value.replace(/^./, 'A'),
    'x'.repeat(3000),
  ]) {
    await context.addCookies([{ ...cookie!, value: tampered }])
    expect((await post(context, url, 'download')).headers()['location'], tampered).toBe(new URL(url).pathname)
  }
  await context.addCookies([cookie!])
  expect((await post(context, url, 'download')).headers()['location']).toContain('X-Amz-Signature')
  await context.close()
})
