import { expect, test } from './fixtures'

const WRONG = 'The email or the password is not right.'

test('a page that needs a person sends to sign in and comes back', async ({ page, admin }) => {
  await page.goto('/account?from=mail')
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount%3Ffrom%3Dmail$/)
  await page.getByRole('textbox', { name: 'Email' }).fill(admin.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/account\?from=mail$/)
})

test('signing in never leads to another site', async ({ page, admin, baseURL }) => {
  for (const next of ['//evil.example/x', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    await page.context().clearCookies()
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
    await page.getByRole('textbox', { name: 'Email' }).fill(admin.email)
    await page.getByRole('textbox', { name: 'Password' }).fill(admin.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(`${baseURL}/documents`)
  }
})

test('a wrong password and an unknown address get the same sentence', async ({ page, admin, allowConsole }) => {
  allowConsole(/status of 401/)
  await page.goto('/sign-in')
  for (const email of [admin.email, `nobody-${Date.now()}@example.org`]) {
    await page.getByRole('textbox', { name: 'Email' }).fill(email)
    await page.getByRole('textbox', { name: 'Password' }).fill('not the right password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText(WRONG)).toBeVisible()
    await page.reload()
  }
})

test('Back after signing out shows nothing', async ({ page, signIn }) => {
  await signIn()
  await expect(page.getByRole('heading', { name: 'Documents' })).toBeVisible()
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  for (let step = 0; step < 2; step++) {
    await page.goBack()
    await expect(page).toHaveURL(/\/sign-in/)
    await expect(page.getByRole('heading', { name: /Documents|Account/ })).toHaveCount(0)
  }
})

test('an action that is replayed without the session does nothing', async ({ page, signIn, playwright }) => {
  const { password } = await signIn()
  await page.goto('/account')
  const asked = page.waitForRequest((request) => 'next-action' in request.headers())
  await page.getByRole('textbox', { name: 'Current password' }).fill('not the right password')
  await page.getByRole('textbox', { name: 'New password' }).fill('chosen by a stranger')
  await page.getByRole('button', { name: 'Change password' }).click()
  const action = await asked
  const { cookie: _, ...headers } = await action.allHeaders()
  const stranger = await playwright.request.newContext()
  const body = action.postData()!.replace('not the right password', password)
  const replay = async (url: string) =>
    (await stranger.post(url, { headers: withoutPseudo(headers), data: body })).text()
  expect(await replay(action.url())).toContain('"code":"SIGNED_OUT"')
  expect(await replay(new URL('/sign-in', action.url()).href)).not.toContain('"ok":true')
  await stranger.dispose()
  // The password is still the old one.
  await page.context().clearCookies()
  await signIn()
})

test('no page and no route is opened by skipping the proxy', async ({ request }) => {
  const headers = { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy', 'x-middleware-next': '1' }
  for (const path of ['/documents', '/account', '/settings/members']) {
    const answer = await request.get(path, { headers, maxRedirects: 0 })
    expect(answer.status()).toBe(307)
    expect(answer.headers()['location']).toMatch(/^\/sign-in\?next=/)
  }
  expect((await request.get('/api/live', { headers })).status()).toBe(401)
})

test('every page of a person is kept by nobody', async ({ page, signIn }) => {
  await signIn()
  for (const path of ['/documents', '/account', '/settings/members', '/sign-in', '/reset/none']) {
    const answer = await page.request.get(path)
    expect(answer.headers()['cache-control']).toBe('private, no-store')
    expect(answer.headers()['content-security-policy']).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/)
  }
})

test('signing out everywhere ends the other browser while it looks on', async ({ page, signIn, browser, baseURL }) => {
  const { email, password } = await signIn()
  const elsewhere = await browser.newPage({ baseURL: baseURL! })
  await elsewhere.goto('/sign-in')
  await elsewhere.getByRole('textbox', { name: 'Email' }).fill(email)
  await elsewhere.getByRole('textbox', { name: 'Password' }).fill(password)
  await elsewhere.getByRole('button', { name: 'Sign in' }).click()
  await expect(elsewhere.getByRole('heading', { name: 'Documents' })).toBeVisible()

  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(elsewhere).toHaveURL(/\/sign-in/)
  await elsewhere.goto('/documents')
  await expect(elsewhere).toHaveURL(/\/sign-in/)
  await elsewhere.close()
})

function withoutPseudo(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !name.startsWith(':') && name !== 'content-length'),
  )
}
