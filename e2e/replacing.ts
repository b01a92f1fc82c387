import type { Page } from '@playwright/test'
import type { Payload } from './files.ts'

/** Opens the dialog that takes a new file for a document. */
export async function openReplacing(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: 'Replace file…' }).click()
}

export async function replaceBy(page: Page, name: string, file: Payload | string): Promise<void> {
  await openReplacing(page, name)
  await page.getByLabel(`Replace file of ${name}`).setInputFiles(file)
}
