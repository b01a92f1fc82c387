import type { Page } from '@playwright/test'
import { actionCalls } from './action-calls.ts'
import { chooseAction, download, listening, upload } from './documents.ts'
import { textFile } from './files.ts'
import { expect, signInAs, test } from './fixtures.ts'
import { bucketUrl, storeUrl } from './store.ts'

test.describe.configure({ mode: 'parallel' })

const PAGES = [
  '/documents',
  '/sent',
  '/account',
  '/settings/members',
  '/sign-in',
  '/forgot',
  '/api/v1/docs',
  '/reset/not-a-token',
  '/no/such/page',
]

test('every page carries its policy, and is kept by nobody', async ({ page, signIn, request }) => {
  await signIn()
  const nonces = new Set<string>()
  for (const somebody of [page.request, request]) {
    for (const path of PAGES) {
      const headers = (await somebody.get(path, { maxRedirects: 0 })).headers()
      expect(headers, path).toMatchObject({
        // Next adds words of its own to pages that it did not find.
        'cache-control': expect.stringMatching(/^private, (no-cache, )?no-store/),
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cross-origin-opener-policy': 'same-origin',
      })
      expect(headers, path).not.toHaveProperty('x-powered-by')
      const policy = headers['content-security-policy'] ?? ''
      expect(policy, path).toContain("default-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("base-uri 'none'")
      expect(policy).toContain("object-src 'none'")
      const script = /script-src 'self' 'nonce-([^']{20,})' 'strict-dynamic'(;|$)/.exec(policy)
      nonces.add(script?.[1] ?? '')
      expect(policy.match(/https?:\/\/[^\s;]+/g)?.every((origin) => origin === storeUrl())).toBe(true)
    }
  }
  expect(nonces.size).toBe(2 * PAGES.length)
})

test('every answer of the API is private, whoever asks and whatever comes of it', async ({ page, signIn, request }) => {
  await signIn('MEMBER')
  const nobody = '00000000-0000-4000-8000-000000000000'
  const asked: [method: 'GET' | 'POST' | 'DELETE', path: string][] = [
    ['POST', `/api/v1/uploads/${nobody}/sign`],
    ['POST', '/api/v1/uploads/not-an-id/sign'],
    ['DELETE', `/api/v1/uploads/${nobody}`],
    ['GET', '/api/auth/session'],
    ['GET', '/api/auth/csrf'],
    ['GET', '/api/auth/providers'],
  ]
  for (const somebody of [page.request, request]) {
    for (const [method, path] of asked) {
      const answer = await somebody.fetch(path, { method, headers: { origin: new URL(page.url()).origin } })
      expect(answer.headers()['cache-control'], `${method} ${path}`).toContain('no-store')
      expect(answer.headers(), `${method} ${path}`).toMatchObject({ 'x-content-type-options': 'nosniff' })
    }
  }
  for (const path of ['/api/health', '/api/ready'])
    expect((await request.get(path)).headers()['cache-control'], path).toContain('no-store')
})

test('the answer to an action is kept by nobody either', async ({ page, signIn }) => {
  await signIn('MEMBER')
  await upload(page, textFile('kept.txt'))
  const calls = actionCalls(page)
  await download(page, 'kept.txt')
  await expect.poll(() => calls.length).toBe(1)
  const [call] = calls
  if (!call) throw new Error('Nothing was called.')
  const answer = await page.request.post(call.url, { headers: call.headers, data: call.body })
  expect(await answer.text()).toContain('X-Amz-Signature')
  expect(answer.headers()['cache-control']).toContain('no-store')
})

/** Collects what the browser itself refused under the policy. */
async function violations(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const list: string[] = []
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      list.push(`${violatedDirective} ${blockedURI}`),
    )
    Object.assign(window, { violations: list })
  })
  return () => page.evaluate(() => (window as unknown as { violations: string[] }).violations)
}

test('working with every page breaks no policy and asks nobody but the app and the store', async ({
  page,
  signIn,
  admin,
  allowConsole,
}) => {
  allowConsole(/404 \(Not Found\) \(.*\/no\/such\/page\)/)
  const refused = await violations(page)
  const origins = new Set<string>()
  page.context().on('request', (request) => origins.add(new URL(request.url()).origin))
  await signIn()
  await upload(page, textFile('a file.txt'))
  await download(page, 'a file.txt')
  await chooseAction(page, 'a file.txt', 'Rename…')
  await page.getByRole('textbox', { name: 'Name' }).fill('another.txt')
  await page.keyboard.press('Enter')
  await expect(page.getByText('another.txt', { exact: true }).first()).toBeVisible()
  await page.getByRole('link', { name: 'Account' }).click()
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('Dark')
  await page.getByRole('link', { name: 'Members' }).click()
  await page.getByRole('button', { name: `More for ${admin.name}`, exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Invite member' }).click()
  await page.keyboard.press('Escape')
  expect(await refused()).toEqual([])
  for (const path of ['/reset/not-a-token', '/no/such/page']) {
    await page.goto(path)
    await expect(page.getByRole('heading').first()).toBeVisible()
    expect(await refused(), path).toEqual([])
  }
  expect([...origins].toSorted()).toEqual([new URL(page.url()).origin, storeUrl()].toSorted())
})

test('markup that got into the page runs nothing', async ({ page, signIn, allowConsole }) => {
  allowConsole(/Content Security Policy/)
  const refused = await violations(page)
  await signIn('MEMBER')
  await listening(page)
  await page.evaluate(() => {
    Object.assign(window, { hacked: 0 })
    document.body.insertAdjacentHTML('beforeend', '<svg onload="hacked++"></svg><a href="javascript:hacked++">More</a>')
  })
  await page.getByRole('link', { name: 'More' }).click()
  await expect.poll(refused).toEqual(['script-src-attr inline', 'script-src-elem inline'])
  expect(await page.evaluate('hacked')).toBe(0)
})

test('the session is a cookie that no script reads and no other site sends', async ({ page, signIn }) => {
  await signIn('MEMBER')
  const cookies = await page.context().cookies()
  const session = cookies.find(({ name }) => name === 'countersign.session')
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', domain: 'localhost' })
  expect(cookies.filter(({ name, httpOnly }) => !httpOnly && !/^countersign\.(zone|theme)$/.test(name))).toEqual([])
  expect(await page.evaluate(() => document.cookie)).not.toContain('session')
})

test('neither an upload nor a download carries a cookie or the page to the store', async ({ page, signIn }) => {
  await signIn('MEMBER')
  const sent: Record<string, string>[] = []
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  const toStore = new Set<string>()
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.startsWith(bucketUrl())) toStore.add(requestId)
  })
  devtools.on('Network.requestWillBeSentExtraInfo', ({ requestId, headers, associatedCookies }) => {
    sent.push({
      requestId,
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    })
    if (toStore.has(requestId))
      expect(associatedCookies.filter(({ blockedReasons }) => blockedReasons.length === 0)).toEqual([])
  })
  await upload(page, textFile('plain.txt'))
  await download(page, 'plain.txt')
  await expect.poll(() => toStore.size).toBeGreaterThanOrEqual(2)
  const requests = sent.filter(({ requestId = '' }) => toStore.has(requestId))
  expect(requests.length).toBeGreaterThanOrEqual(2)
  for (const headers of requests) {
    expect(headers).not.toHaveProperty('cookie')
    expect(headers).not.toHaveProperty('referer')
  }
})

test('what the store hands out is a file and never a page', async ({ page, signIn }) => {
  const html = '<!doctype html><script>fetch("http://localhost/").then(() => 1)</script>'
  await signIn('MEMBER')
  const files = ['page.html', 'drawing.svg', 'script.js', 'page.pdf']
  await upload(page, ...files.map((name) => ({ ...textFile(name, html), mimeType: 'text/html' })))
  for (const name of files) {
    const answer = await fetch((await download(page, name)).url)
    expect(answer.headers.get('content-disposition'), name).toMatch(/^attachment;/)
    expect(answer.headers.get('content-type'), name).toBe('text/plain; charset=utf-8')
    expect(answer.headers.get('cache-control'), name).toBe('private, no-store')
  }
})

test('no page and no route is opened by skipping the proxy', async ({ request, newPerson, browser }) => {
  const tricks = [
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
    { 'x-middleware-subrequest': 'src/middleware:src/middleware:src/middleware:src/middleware:src/middleware' },
    { 'x-middleware-next': '1', 'x-middleware-rewrite': '/documents' },
  ]
  for (const headers of tricks) {
    for (const path of ['/documents', '/account', '/settings/members']) {
      const answer = await request.get(path, { headers, maxRedirects: 0 })
      expect(answer.status()).toBe(307)
      expect(answer.headers()['location']).toMatch(/^\/sign-in\?next=/)
      const content = await request.get(path, { headers: { ...headers, rsc: '1' }, maxRedirects: 0 })
      expect(await content.text()).not.toMatch(/nav aria-label|Invite member|Your sessions/)
    }
    expect((await request.get('/api/live', { headers })).status()).toBe(401)
  }
  const member = await browser.newPage()
  await signInAs(member, await newPerson())
  for (const headers of tricks) expect((await member.request.get('/settings/members', { headers })).status()).toBe(404)
  await member.context().close()
})

test('another site can make nobody do anything', async ({ page, signIn }) => {
  await signIn('MEMBER')
  const calls = actionCalls(page)
  await upload(page, textFile('mine.txt'))
  await download(page, 'mine.txt')
  const call = calls.at(-1)
  if (!call) throw new Error('Nothing was called.')
  for (const origin of ['https://evil.example', 'null', 'http://localhost:1']) {
    const foreign = { ...call.headers, origin, 'sec-fetch-site': 'cross-site' }
    const action = await page.request.post(call.url, { headers: foreign, data: call.body })
    expect(await action.text(), origin).not.toContain('X-Amz-Signature')
    const path = '/api/v1/uploads/00000000-0000-4000-8000-000000000000'
    const route = await page.request.delete(path, { headers: { origin, 'sec-fetch-site': 'cross-site' } })
    expect([route.status(), (await route.json()).code], origin).toEqual([403, 'WRONG_ORIGIN'])
  }
  const silent = await page.request.delete('/api/v1/uploads/00000000-0000-4000-8000-000000000000')
  expect(silent.status()).toBe(403)
})
