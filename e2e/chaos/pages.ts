import type { Page } from '@playwright/test'
import type { Person } from './rig.ts'
import { expect } from './fixtures.ts'

export async function signIn(page: Page, url: string, { email, password }: Person): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await fillIn(page, email, password)
  await expect(page.getByRole('heading', { name: 'Documents' })).toBeVisible()
}

export async function fillIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
