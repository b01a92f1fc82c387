import { type Locator, type Page } from '@playwright/test'
import { sha256, type Payload } from './files.ts'
import { expect } from './fixtures.ts'

// What a person finds on the page of documents, by the names that screen readers say.

export type StatusWord = 'Uploading' | 'Verifying' | 'Ready' | 'Rejected'

export const table = (page: Page): Locator => page.getByRole('table', { name: 'Documents', exact: true })

export const row = (page: Page, name: string): Locator =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByText(name, { exact: true }) })

export const bar = (page: Page, name: string): Locator =>
  page.getByRole('progressbar', { name: `Uploading ${name}`, exact: true })

/** Waits until the page hears what is done to it: it is there to be seen a moment earlier. */
export async function listening(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Sign out' }).first()).toBeEnabled()
}

export async function choose(page: Page, files: readonly Payload[] | readonly string[]): Promise<void> {
  await page.getByLabel('Upload files').setInputFiles(files)
}

export async function expectStatus(page: Page, name: string, word: StatusWord, timeout = 20_000): Promise<void> {
  await expect(row(page, name).getByText(word, { exact: true })).toBeVisible({ timeout })
}

/** Uploads and waits, for tests that are about what comes after. */
export async function upload(page: Page, ...files: Payload[]): Promise<void> {
  await choose(page, files)
  for (const { name } of files) await expectStatus(page, name, 'Ready')
}

export type Downloaded = { url: string; fileName: string; sha256: string }

/** Clicks the row's button and reads what the browser saved. */
export async function download(page: Page, name: string): Promise<Downloaded> {
  const started = page.waitForEvent('download')
  await page.getByRole('button', { name: `Download ${name}`, exact: true }).click()
  const saved = await started
  return { url: saved.url(), fileName: saved.suggestedFilename(), sha256: await sha256(await saved.path()) }
}

/** Opens the row's menu and chooses from it. */
export async function chooseAction(
  page: Page,
  name: string,
  item: 'Rename…' | 'Share…' | 'Send by mail…' | 'Transfer…' | 'Delete…',
): Promise<void> {
  await page.getByRole('button', { name: `More for ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Names of the documents from top to bottom. */
export function names(page: Page): Promise<string[]> {
  const buttons = table(page).getByRole('button', { name: /^Download / })
  return buttons.evaluateAll((all) =>
    all.map((button) => (button.getAttribute('aria-label') ?? '').replace('Download ', '')),
  )
}
