import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const PASSWORD = 'chosen by themselves'

async function invite(page: Page, name: string, email: string): Promise<string> {
  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'Invite member' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  return link
}

async function choosePassword(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('textbox', { name: 'New password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Set password and sign in' }).click()
  await expect(page).toHaveURL(/\/documents$/)
}

test('an invited person joins by the link, once, and is out the moment they are disabled', async ({
  page,
  signIn,
  browser,
  baseURL,
}) => {
  const name = `Ada ${Date.now()}`
  const email = `ada-${Date.now()}@example.org`
  await signIn()
  const link = await invite(page, name, email)
  expect(new URL(link).origin).toBe(new URL(baseURL!).origin)

  const ada = await browser.newPage({ baseURL: baseURL! })
  // A mail scanner looks at the link first.
  await ada.request.get(link)
  await choosePassword(ada, link)
  await ada.goto(link)
  await expect(ada.getByRole('heading', { name: 'This link has ended' })).toBeVisible()
  await ada.goto('/settings/members')
  await expect(ada.getByRole('button', { name: 'Invite member' })).toHaveCount(0)
  await ada.goto('/documents')

  await page.reload()
  await page.getByRole('button', { name: `More for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Disable…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
  await expect(page.getByRole('row', { name }).getByText('Disabled')).toBeVisible()
  // Ada's page did not ask for anything; it was told.
  await expect(ada).toHaveURL(/\/sign-in/)
  await ada.goto('/documents')
  await expect(ada).toHaveURL(/\/sign-in/)
  await ada.close()
})

test('a reset is a link for the person, and using it ends their sessions', async ({
  page,
  signIn,
  browser,
  baseURL,
}) => {
  const name = `Grace ${Date.now()}`
  await signIn()
  const link = await invite(page, name, `grace-${Date.now()}@example.org`)
  const grace = await browser.newPage({ baseURL: baseURL! })
  await choosePassword(grace, link)
  await page.reload()
  await page.getByRole('button', { name: `More for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Password reset link…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make link' }).click()
  const reset = await page.getByRole('textbox', { name: 'Link' }).inputValue()

  const phone = await browser.newPage({ baseURL: baseURL! })
  await choosePassword(phone, reset)
  await grace.goto('/documents')
  await expect(grace).toHaveURL(/\/sign-in/)
  await grace.close()
  await phone.close()
})
