import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures.ts'

// What an administrator does on the page of members.

const row = (page: Page, name: string): Locator =>
  page.getByRole('table', { name: 'Members' }).getByRole('row').filter({ hasText: name })

type Word = 'Active' | 'Invited' | 'Disabled' | 'Administrator' | 'Member'

/** The person of this name (or address) has this role, or is in this state. */
export async function expectMember(page: Page, name: string, word: Word): Promise<void> {
  await expect(row(page, name).getByRole('cell', { name: word, exact: true })).toBeVisible()
}

type Invitation = { name: string; email: string; role?: 'Administrator' | 'Member' }

/** Invites somebody; answers the link to hand over. */
export async function invite(page: Page, { name, email, role = 'Member' }: Invitation): Promise<string> {
  await page.goto('/settings/members')
  await page.getByRole('button', { name: 'Invite member' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('combobox', { name: 'Role' }).selectOption(role)
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  return closeLink(page)
}

/** The link that is shown once; closes the dialog that shows it. */
export async function closeLink(page: Page): Promise<string> {
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  return link
}

/** Chooses from somebody's menu and confirms. */
export async function change(page: Page, name: string, item: string, confirm: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: confirm }).click()
}
