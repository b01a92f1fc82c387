import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures.ts'

// What people do in the share dialog, by the names that screen readers say.

export const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name: `Share “${name}”` })

export async function openSharing(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: 'Share…' }).click()
  await expect(page.getByRole('combobox', { name: 'Add a person or a group' })).toBeVisible()
}

type Terms = { role?: 'Viewer' | 'Editor'; viewOnly?: boolean }

/** Finds somebody or a group by name and gives them the document whose dialog is open. */
export async function give(page: Page, name: string, { role = 'Viewer', viewOnly = false }: Terms = {}): Promise<void> {
  await page.getByRole('combobox', { name: 'Add a person or a group' }).fill(name)
  await page.getByRole('option', { name }).click()
  const form = page.getByRole('form', { name: `Share with ${name}` })
  await form.getByRole('combobox', { name: 'Role' }).selectOption(role)
  if (viewOnly) await form.getByRole('switch', { name: 'View only' }).check()
  await form.getByRole('button', { name: 'Give access' }).click()
  await expect(grant(page, name)).toBeVisible()
}

export const grant = (page: Page, name: string): Locator =>
  page.getByRole('list', { name: 'Given to' }).getByRole('listitem').filter({ hasText: name })

export async function takeAway(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Change access of ${name}` }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(grant(page, name)).toBeHidden()
}

/** URLs live seconds here: one that was killed answers 404, one that has ended as well 403. */
export const DEAD = /^40[34]$/

export const way = (page: Page, text: string): Locator =>
  page.getByRole('list', { name: 'Who can open this?' }).getByRole('listitem').filter({ hasText: text })
