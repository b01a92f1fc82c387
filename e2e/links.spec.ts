import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Browser } from '@playwright/test'
import { newContext } from './browsers.ts'
import { expect, test } from './fixtures.ts'
import { act, forgetTries, freshAddress, post, saved, shareByLink } from './links.ts'
import { codeOf, mailsTo, mailTo } from './mail.ts'
import { pdf } from './files.ts'
import { sql } from './person.ts'
import { setting } from './settings.ts'

test.describe.configure({ mode: 'parallel' })
test.beforeEach(forgetTries)

const WITHOUT = { javaScriptEnabled: false, baseURL: '' }

/** A stranger's browser, with scripts or without. */
async function strangers(browser: Browser, scripts: boolean) {
  return browser.newContext({ ...WITHOUT, javaScriptEnabled: scripts, baseURL: setting('APP_URL') })
}

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test('a stranger opens a link and downloads the file', async ({ browser }) => {
      const { url, owner } = await shareByLink({ expiresAt: new Date(Date.now() + 86_400_000).toISOString() })
      const context = await strangers(browser, scripts)
      const page = await context.newPage()
      const answer = await page.goto(url)
      expect(answer?.status()).toBe(200)
      await expect(page.getByRole('heading', { name: 'Agreement 2026' })).toBeVisible()
      await expect(page.getByText(`${owner.name} shared with you`)).toBeVisible()
      expect(await saved(page)).toEqual({ name: 'Agreement 2026.txt', text: 'This is shared.' })
      // The page is still there, and can be used again.
      expect(await saved(page)).toMatchObject({ text: 'This is shared.' })
      await context.close()
    })

    test('a password is asked for, refused when it is wrong, and remembered', async ({ browser }) => {
      const { url } = await shareByLink({ password: 'open sesame' }, 'Behind a password.', 'secret merger.txt')
      const context = await strangers(browser, scripts)
      const page = await context.newPage()
      await page.goto(url)
      expect(await page.content()).not.toContain('merger')
      await page.getByLabel('Password').fill('open says me')
      await page.getByRole('button', { name: 'Go on' }).click()
      await expect(page.getByText('That password is not right.')).toBeVisible()
      expect(await page.content()).not.toContain('merger')
      await page.getByLabel('Password').fill('open sesame')
      await page.getByRole('button', { name: 'Go on' }).click()
      await expect(page.getByRole('heading', { name: 'secret merger' })).toBeVisible()
      expect(await saved(page)).toMatchObject({ text: 'Behind a password.' })
      await page.goto(url)
      await expect(page.getByRole('button', { name: 'Download' })).toBeVisible()
      await context.close()
    })

    test('a recipient proves the address by a code that is mailed, and nobody else gets one', async ({ browser }) => {
      const [invited, uninvited] = [freshAddress(), freshAddress()]
      const { url } = await shareByLink({ recipients: [invited] }, 'For one person.')
      const context = await strangers(browser, scripts)
      const page = await context.newPage()
      await page.goto(url)
      expect(await page.content()).not.toContain('Agreement')
      await page.getByLabel('Email').fill(uninvited)
      await page.getByRole('button', { name: 'Send me a code' }).click()
      await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible()
      await page.getByLabel('Code').fill('000000')
      await page.getByRole('button', { name: 'Go on' }).click()
      await expect(page.getByText('That code is not right')).toBeVisible()
      await page.getByRole('link', { name: 'Use another address' }).click()
      await page.getByLabel('Email').fill(invited)
      await page.getByRole('button', { name: 'Send me a code' }).click()
      await expect(page.getByText(invited)).toBeVisible()
      const code = codeOf(await mailTo(invited))
      await page.getByLabel('Code').fill(code)
      await page.getByRole('button', { name: 'Go on' }).click()
      await expect(page.getByRole('definition').filter({ hasText: invited })).toBeVisible()
      expect(await saved(page)).toMatchObject({ text: 'For one person.' })
      expect(await mailsTo(uninvited)).toEqual([])
      await context.close()
    })

    test('a view-only link opens in the browser and has no download button', async ({ browser }) => {
      const { url } = await shareByLink({ viewOnly: true }, pdf('To look at').toString('latin1'), 'look.pdf')
      const context = await strangers(browser, scripts)
      const page = await context.newPage()
      await page.goto(url)
      await expect(page.getByRole('button', { name: 'Download' })).toHaveCount(0)
      const opened = page.waitForResponse((answer) => answer.url().startsWith(setting('S3_PUBLIC_ENDPOINT')))
      await page.getByRole('button', { name: 'Open' }).click()
      expect((await opened).headers()).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': expect.stringMatching(/^inline/),
      })
      await context.close()
    })

    test('a link that was used up says so', async ({ browser }) => {
      const { url } = await shareByLink({ maxDownloads: 1 })
      const context = await strangers(browser, scripts)
      const page = await context.newPage()
      await page.goto(url)
      await saved(page)
      await page.getByRole('button', { name: 'Download' }).click()
      await expect(page.getByRole('heading', { name: 'This link was used up' })).toBeVisible()
      await context.close()
    })
  })
}

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

test('the giver is told once when a link is opened for the first time', async ({ browser }) => {
  const { url, owner } = await shareByLink(
    { notifyOnOpen: true, label: '<b>bank</b>' },
    'Told.',
    '<img src=x> "it".txt',
  )
  const context = await newContext(browser)
  for (const _ of [1, 2]) await post(context, url, 'download')
  const mail = await mailTo(owner.email, 40_000)
  expect(mail.subject).toBe('Opened for the first time: <img src=x> "it".txt')
  expect(mail.html).not.toMatch(/<img|<b>/)
  expect(mail.text).toContain('“<b>bank</b>”')
  expect(await mailsTo(owner.email)).toHaveLength(1)
  await context.close()
})

test.describe('a new address, an end, a switch', () => {
  test('kill the old address at once, and what was handed out by it', async ({ browser }) => {
    const { url, linkId, client } = await shareByLink()
    const context = await newContext(browser)
    const issued = (await post(context, url, 'download')).headers()['location'] ?? ''
    expect((await context.request.get(issued)).status()).toBe(200)
    const { url: next } = await act<{ url: string }>(client, 'regenerateLink', { linkId })
    expect((await context.request.get(issued)).status()).toBe(404)
    expect((await context.request.get(url)).status()).toBe(404)
    expect((await context.request.get(next)).status()).toBe(200)
    await act(client, 'switchLink', { linkId, disabled: true })
    expect((await context.request.get(next)).status()).toBe(404)
    await act(client, 'switchLink', { linkId, disabled: false })
    await sql('UPDATE "Capability" SET "expiresAt" = now() WHERE id = $1', [linkId])
    expect((await post(context, next, 'download')).headers()['location']).toBe(new URL(next).pathname)
    await act(client, 'extendLink', { linkId, expiresAt: new Date(Date.now() + 86_400_000).toISOString() })
    expect((await post(context, next, 'download')).headers()['location']).toContain('X-Amz-Signature')
    await act(client, 'deleteLink', { linkId })
    expect((await context.request.get(next)).status()).toBe(404)
    await context.close()
  })
})
