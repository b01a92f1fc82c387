import type { Page } from '@playwright/test'
import { ERRORS } from '../lib/errors.ts'
import { actionCalls, callAs } from './action-calls.ts'
import { launchBrowser, newContext } from './browsers.ts'
import { listening, upload } from './documents.ts'
import { textFile } from './files.ts'
import { expect, signInAs, test, type Person } from './fixtures.ts'

test.describe.configure({ mode: 'parallel' })

const WRONG = ERRORS.WRONG_CREDENTIALS[1]

async function fillIn(page: Page, { email, password }: Pick<Person, 'email' | 'password'>): Promise<void> {
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('a page that needs a person sends to sign in and comes back', async ({ page, admin }) => {
  await page.goto('/account?from=mail')
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount%3Ffrom%3Dmail$/)
  await fillIn(page, admin)
  await expect(page).toHaveURL(/\/account\?from=mail$/)
})

const ELSEWHERE = [
  '//evil.example/x',
  'https://evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/..//evil.example',
  'javascript:alert(1)',
  '/api/auth/signout',
  '/sign-in?next=//evil.example',
  '/reset/abc',
]

test('signing in never leads to another site, nor to what is no page', async ({ page, admin, baseURL }) => {
  await page.goto(`/sign-in?next=${encodeURIComponent('//evil.example/x')}`)
  await fillIn(page, admin)
  await expect(page).toHaveURL(`${baseURL}/documents`)
  // Somebody who is signed in already is sent on by the same rule.
  for (const parameter of ['next', 'callbackUrl']) {
    for (const target of ELSEWHERE) {
      const answer = await page.request.get(`/sign-in?${parameter}=${encodeURIComponent(target)}`, { maxRedirects: 0 })
      expect(answer.status(), target).toBe(307)
      const { origin, pathname } = new URL(answer.headers()['location'] ?? '', baseURL)
      expect([origin, pathname], target).toEqual([baseURL, expect.not.stringMatching(/^\/(api|sign-in|reset)/)])
    }
  }
})

test('a wrong password and an unknown address get the same sentence', async ({ page, admin, allowConsole }) => {
  allowConsole(/status of 401/)
  const answers: unknown[] = []
  for (const email of [admin.email, `nobody-${Date.now()}@example.org`]) {
    await page.goto('/sign-in')
    const answered = page.waitForResponse('**/api/auth/callback/credentials**')
    await fillIn(page, { email, password: 'not the right password' })
    const answer = await answered
    answers.push([answer.status(), await answer.json()])
    await expect(page.getByText(WRONG)).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue(email)
  }
  expect(answers[0]).toEqual(answers[1])
  await fillIn(page, admin)
  await expect(page).toHaveURL(/\/documents$/)
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

test('not even a browser that keeps whole pages for Back shows them after signing out', async ({ newPerson }) => {
  const browser = await launchBrowser({ without: ['--disable-back-forward-cache'] })
  const context = await newContext(browser)
  const page = await context.newPage()
  await signInAs(page, await newPerson())
  await upload(page, textFile('for my eyes only.txt'))
  await page.goto('/account')
  await listening(page)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  for (let step = 0; step < 2; step++) {
    // A page that comes out of the cache makes no load event.
    await page.evaluate(() => history.back())
    await expect(page).toHaveURL(/\/sign-in\?next=/)
    await expect(page.getByText('for my eyes only.txt')).toHaveCount(0)
  }
  await browser.close()
})

test('changing the password needs the old one, and ends every other session', async ({ page, signIn, browser }) => {
  const person = await signIn('MEMBER')
  const elsewhere = await browser.newPage()
  await signInAs(elsewhere, person)
  await listening(elsewhere)
  await page.goto('/account')
  const change = async (current: string, next: string) => {
    await page.getByRole('textbox', { name: 'Current password' }).fill(current)
    await page.getByRole('textbox', { name: 'New password' }).fill(next)
    await page.getByRole('button', { name: 'Change password' }).click()
  }
  await change('not the right password', 'a new and long one')
  await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toBeVisible()
  await change(person.password, 'short')
  await expect(page.getByText('A password has at least 12 characters.')).toBeVisible()
  await elsewhere.reload()
  await expect(elsewhere.getByRole('heading', { name: 'Documents' })).toBeVisible()

  await change(person.password, 'a new and long one')
  await expect(page.getByText('Your password was changed, and all your other sessions have ended.')).toBeVisible()
  await expect(elsewhere).toHaveURL(/\/sign-in/)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Account', exact: true })).toBeVisible()
  await signInAs(elsewhere, { ...person, password: 'a new and long one' })
  await elsewhere.context().close()
})

test('one session is ended from the list, and the page that it belonged to leaves', async ({
  page,
  signIn,
  browser,
}) => {
  const person = await signIn('MEMBER')
  const elsewhere = await browser.newPage()
  await signInAs(elsewhere, person)
  await page.goto('/account')
  const sessions = page.getByRole('table', { name: 'Your sessions' })
  await expect(sessions.getByRole('row')).toHaveCount(3)
  await sessions.getByRole('row').filter({ hasNotText: 'This one' }).getByRole('button', { name: /^End / }).click()
  await expect(sessions.getByRole('row')).toHaveCount(2)
  await expect(elsewhere).toHaveURL(/\/sign-in/)
  await expect(page.getByRole('button', { name: 'End all others' })).toBeDisabled()
  await elsewhere.context().close()
})

test('signing out everywhere ends the other browser while it looks on', async ({ page, signIn, browser }) => {
  const person = await signIn()
  const elsewhere = await browser.newPage()
  await signInAs(elsewhere, person)
  await expect(elsewhere.getByRole('heading', { name: 'Documents' })).toBeVisible()
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(elsewhere).toHaveURL(/\/sign-in/)
  await elsewhere.goto('/documents')
  await expect(elsewhere).toHaveURL(/\/sign-in/)
  await elsewhere.context().close()
})

test('an action that is replayed without the session does nothing', async ({ page, signIn, playwright, browser }) => {
  const person = await signIn('MEMBER')
  await page.goto('/account')
  await listening(page)
  const calls = actionCalls(page)
  await page.getByRole('textbox', { name: 'Current password' }).fill('not the right password')
  await page.getByRole('textbox', { name: 'New password' }).fill('chosen by a stranger')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect.poll(() => calls.length).toBe(1)
  const [call] = calls
  if (!call) throw new Error('Nothing was called.')
  const stranger = await playwright.request.newContext()
  const body = call.body.replace('not the right password', person.password)
  expect(await callAs(stranger, { ...call, body })).toContain('"code":"SIGNED_OUT"')
  const elsewhere = { ...call, body, url: new URL('/sign-in', call.url).href }
  expect(await callAs(stranger, elsewhere)).not.toContain('"ok":true')
  await stranger.dispose()
  const later = await browser.newPage()
  await signInAs(later, person)
  await later.context().close()
})
