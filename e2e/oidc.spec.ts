import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

type Claims = { sub: string; email: string; email_verified: boolean }

async function continueAs(page: Page, claims: Claims): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: /^Continue with / }).click()
  await page.getByRole('textbox', { name: 'Login' }).fill(JSON.stringify(claims))
  await page.getByRole('button', { name: 'Continue' }).click()
}

test('an invited person comes in through the provider, and later whatever their address is', async ({
  page,
  signIn,
  browser,
  baseURL,
}) => {
  const email = `oidc-${Date.now()}@example.org`
  await signIn()
  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'Invite member' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Otto')
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Link' })).toBeVisible()

  const sub = `otto-${Date.now()}`
  for (const claims of [
    { sub, email, email_verified: true },
    { sub, email: 'moved@example.org', email_verified: false },
  ]) {
    const otto = await browser.newPage({ baseURL: baseURL! })
    await continueAs(otto, claims)
    await expect(otto).toHaveURL(/\/documents$/)
    await otto.close()
  }
})

test('a stranger is told why the provider’s word is not enough', async ({ page }) => {
  await continueAs(page, {
    sub: `stranger-${Date.now()}`,
    email: `stranger-${Date.now()}@example.org`,
    email_verified: true,
  })
  await expect(page).toHaveURL(/\/sign-in\?error=OIDC_NOT_INVITED$/)
  await expect(page.getByText('Ask an administrator to invite you.')).toBeVisible()
})

test('an address that the provider has not verified opens nobody’s account', async ({ page, admin }) => {
  await continueAs(page, { sub: `thief-${Date.now()}`, email: admin.email, email_verified: false })
  await expect(page.getByText('has not verified your email address')).toBeVisible()
  await page.goto('/documents')
  await expect(page).toHaveURL(/\/sign-in/)
})
